// A trace is where the script was when it failed, copied out before the stack is unwound and
// without running or allocating anything.
#include "engine.h"

#include <string.h>

static void copy(char *to, size_t size, const char *from) {
  size_t length = from ? strlen(from) : 0;
  if (length >= size) length = size - 1;
  if (length) memcpy(to, from, length);
  to[length] = 0;
}

static bool describe(lua_State *L, lua_Debug *ar, cl_frame *frame) {
  if (!lua_getinfo(L, "Snl", ar)) return false;
  bool named = ar->source[0] == '@' || ar->source[0] == '=';
  copy(frame->source, sizeof frame->source, named ? ar->source + 1 : ar->short_src);
  copy(frame->shown, sizeof frame->shown, ar->short_src);
  copy(frame->name, sizeof frame->name, ar->what[0] == 'm' ? "main chunk" : ar->name);
  frame->line = ar->currentline > 0 ? ar->currentline : 0;
  return true;
}

bool cl_where(lua_State *L, int level, cl_frame *frame) {
  lua_Debug ar;
  return lua_getstack(L, level, &ar) && describe(L, &ar, frame);
}

void cl_trace_clear(cl_engine *e) {
  e->trace_count = 0;
  e->trace_of = NULL;
  e->trace_of_refusal = false;
}

void cl_trace_add(cl_engine *e, lua_State *L, int level) {
  lua_Debug ar;
  while (e->trace_count < CL_FRAMES && lua_getstack(L, level++, &ar))
    if (describe(L, &ar, &e->trace[e->trace_count])) e->trace_count++;
}

int cl_trace_count(const cl_engine *e) { return e->trace_count; }

const cl_frame *cl_trace(const cl_engine *e, int index) {
  return index >= 0 && index < e->trace_count ? &e->trace[index] : NULL;
}
