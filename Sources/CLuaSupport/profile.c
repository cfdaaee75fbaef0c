// A profile says which lines of a run's scripts took the time. The engine's timer asks at a
// steady pace; the hook that follows charges the time since the last answer to the line that
// runs, so that time spent inside a function of C or of the host goes to the line that called.
#include "engine.h"

#include <stdlib.h>
#include <string.h>

struct cl_profile {
  uint64_t interval;
  uint64_t last;
  size_t count, room;
  cl_line *lines;
};

static cl_line *find_line(cl_profile *p, const char *source, int line) {
  for (size_t i = 0; i < p->count; i++)
    if (p->lines[i].line == line && strcmp(p->lines[i].source, source) == 0) return &p->lines[i];
  if (p->count == p->room) {
    size_t room = p->room ? p->room * 2 : 64;
    cl_line *lines = realloc(p->lines, room * sizeof *lines);
    if (!lines) return NULL;
    p->lines = lines;
    p->room = room;
  }
  cl_line *found = &p->lines[p->count++];
  memset(found, 0, sizeof *found);
  strncpy(found->source, source, sizeof found->source - 1);
  found->line = line;
  return found;
}

void cl_profile_sample(lua_State *L, cl_engine *e, lua_Debug *ar) {
  uint64_t now = cl_now();
  uint64_t passed = now - e->profile->last;
  e->profile->last = now;
  if (!lua_getinfo(L, "Sl", ar)) return;
  bool named = ar->source[0] == '@' || ar->source[0] == '=';
  const char *source = named ? ar->source + 1 : ar->short_src;
  cl_line *line = find_line(e->profile, source, ar->currentline);
  if (!line) return;
  line->nanoseconds += passed;
  line->samples++;
}

void cl_profile_begin(cl_engine *e) {
  if (e->profile) e->profile->last = e->began;
}

uint64_t cl_profile_interval(const cl_engine *e) { return e->profile ? e->profile->interval : 0; }

bool cl_profile_start(cl_engine *e, uint64_t interval) {
  cl_profile_stop(e);
  e->profile = calloc(1, sizeof *e->profile);
  if (!e->profile) return false;
  e->profile->interval = interval;
  return true;
}

size_t cl_profile_count(const cl_engine *e) { return e->profile ? e->profile->count : 0; }

const cl_line *cl_profile_line(const cl_engine *e, size_t index) {
  return index < cl_profile_count(e) ? &e->profile->lines[index] : NULL;
}

void cl_profile_stop(cl_engine *e) {
  if (!e->profile) return;
  free(e->profile->lines);
  free(e->profile);
  e->profile = NULL;
}
