// A pattern is Lua's own kind of text matching (manual 6.4.1). A matcher looks at the run's
// limits at every step, so that no pattern outlives them.
#ifndef CL_PATTERN_H
#define CL_PATTERN_H

#include "engine.h"

#define CL_ESCAPE '%'
#define CL_CAPTURES 32
#define CL_NESTED_STEPS 200

typedef struct cl_capture {
  const char *start;
  ptrdiff_t length;  // or one of the two below
} cl_capture;

enum { CL_CAPTURE_OPEN = -1, CL_CAPTURE_PLACE = -2 };

typedef struct cl_matcher {
  lua_State *L;
  cl_engine *engine;
  const char *text, *text_end, *pattern_end;
  int room;   // nested steps left
  int count;  // captures so far
  cl_capture captures[CL_CAPTURES];
} cl_matcher;

void cl_matcher_make(cl_matcher *m, lua_State *L, const char *text, size_t length,
                     const char *pattern, size_t pattern_length);
// The end of the match that starts at `s`, or NULL.
const char *cl_match_at(cl_matcher *m, const char *s, const char *pattern);
// Pushes one capture; without any, number 0 is the whole match.
void cl_push_capture(cl_matcher *m, int number, const char *start, const char *end);
// Pushes all; the whole match when there are none and `start` is given.
int cl_push_captures(cl_matcher *m, const char *start, const char *end);
// Where a search starts, counted from 0: positions count from 1, or back from the end.
static inline size_t cl_start_of(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return (size_t)((lua_Integer)length + position);
}
// Where `part` is in `text`, or NULL.
const char *cl_find_bytes(lua_State *L, const char *text, size_t length, const char *part,
                          size_t part_length);

int cl_string_char(lua_State *L);
int cl_string_format(lua_State *L);
int cl_string_pack(lua_State *L);
int cl_string_packsize(lua_State *L);
int cl_string_unpack(lua_State *L);

#endif
