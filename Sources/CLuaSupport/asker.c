#include "asker.h"

#include <lua.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unwind.h>

#define FRAMES 14   // as many as lie between the allocator and what asks
#define NEAR 3      // and between that and the collector
#define MANY 2000   // slots: more than a new stack has

// The functions on the C stack, innermost first, each by its first instruction.
typedef struct chain {
  int count;
  const void *functions[FRAMES];
} chain;

static _Unwind_Reason_Code add_frame(struct _Unwind_Context *context, void *data) {
  chain *c = data;
  if (c->count == FRAMES) return _URC_END_OF_STACK;
  c->functions[c->count++] = (const void *)_Unwind_GetRegionStart(context);
  return _URC_NO_REASON;
}

static int find(const chain *c, const void *function, int from) {
  for (int i = from; i < c->count; i++)
    if (c->functions[i] == function) return i;
  return -1;
}

static const void *first_not_in(const chain *c, const chain *other, int from) {
  for (int i = from; i < c->count; i++)
    if (find(other, c->functions[i], 0) < 0) return c->functions[i];
  return NULL;
}

// ---- watching

typedef struct watch {
  bool is_thread_new;   // the next block is its stack
  size_t first_stack;
  void *stack;
  bool noted;           // the first block of no object that is as large, since it was last cleared
  chain askers;
  const void *returns;
} watch;

static void *watched(void *ud, void *pointer, size_t old_size, size_t size) {
  watch *w = ud;
  if (size == 0) {
    free(pointer);
    return NULL;
  }
  bool is_plain = !pointer && old_size == 0;
  if (is_plain && size >= w->first_stack && !w->noted) {
    w->noted = true;
    w->askers.count = 0;
    _Unwind_Backtrace(add_frame, &w->askers);
    w->returns = __builtin_return_address(0);
  }
  void *block = realloc(pointer, size);
  if (is_plain && w->is_thread_new) {
    w->first_stack = size;
    w->stack = block;
  }
  if (is_plain) w->is_thread_new = false;
  if (!pointer && old_size == LUA_TTHREAD) w->is_thread_new = true;
  return block;
}

static int fail(lua_State *L) {
  lua_pushnil(L);
  return lua_error(L);
}

// What asked while `work` was done.
static watch seen(lua_State *L, watch *w, void (*work)(lua_State *)) {
  w->noted = false;
  w->askers.count = 0;
  work(L);
  return *w;
}

static int use_stack(lua_State *L) {
  lua_checkstack(L, MANY);
  return 0;
}

static void grow_stack(lua_State *L) {
  lua_pushcfunction(L, use_stack);
  lua_call(L, 0, 0);
}

static void collect(lua_State *L) { lua_gc(L, LUA_GCCOLLECT); }
static void make_list(lua_State *L) { lua_createtable(L, MANY, 0); }
static void make_map(lua_State *L) { lua_createtable(L, 0, MANY); }

// An error that is caught shrinks the stack.
static void catch_error(lua_State *L) {
  lua_pushcfunction(L, fail);
  lua_pcall(L, 0, 0, 0);
  lua_settop(L, 0);
}

static size_t stack_field(const lua_State *L, const void *stack) {
  for (size_t at = 0; at < 16 * sizeof stack; at += sizeof stack)
    if (memcmp((const char *)L + at, &stack, sizeof stack) == 0) return at;
  return 0;
}

// The way out lies on the C stack, between who makes a protected call and what is called.
typedef struct way {
  const char *outer;
  size_t field;
  int found;
} way;

static int find_way(lua_State *L) {
  way *w = lua_touserdata(L, 1);
  const char *inner = __builtin_frame_address(0), *word;
  for (size_t at = 0; at < 16 * sizeof word; at += sizeof word) {
    memcpy(&word, (const char *)L + at, sizeof word);
    if (word <= inner || word >= w->outer) continue;
    w->field = at;
    w->found++;
  }
  return 0;
}

static __attribute__((noinline)) size_t way_field(lua_State *L) {
  way w = {__builtin_frame_address(0), 0, 0};
  lua_pushcfunction(L, find_way);
  lua_pushlightuserdata(L, &w);
  lua_pcall(L, 1, 0, 0);
  return w.found == 1 ? w.field : 0;
}

static cl_lua learn(lua_State *L, watch *w) {
  cl_lua lua = {.first_stack = w->first_stack, .stack_field = stack_field(L, w->stack)};
  lua.way_field = way_field(L);
  lua_gc(L, LUA_GCSTOP);
  chain list = seen(L, w, make_list).askers;
  watch map = seen(L, w, make_map);
  lua_settop(L, 0);
  watch growth = seen(L, w, grow_stack);
  chain caught = seen(L, w, catch_error).askers;
  grow_stack(L);
  chain collected = seen(L, w, collect).askers;
  lua.objects = map.returns;
  lua.stacks = first_not_in(&growth.askers, &list, 0);
  int at = find(&collected, lua.stacks, 0);
  if (at >= 0) lua.collector = first_not_in(&collected, &caught, at + 1);
  lua.known = lua.stacks && lua.collector && lua.stack_field && map.returns != growth.returns &&
              find(&caught, lua.stacks, 0) >= 0 && find(&map.askers, lua.stacks, 0) < 0;
  return lua;
}

static cl_lua learned;

static void learn_once(void) {
  watch w = {0};
  lua_State *L = lua_newstate(watched, &w);
  if (!L) return;
  learned = learn(L, &w);
  lua_close(L);
}

const cl_lua *cl_learn_lua(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, learn_once);
  return &learned;
}

// ---- asking

typedef struct search {
  const cl_lua *lua;
  int frames, after;  // seen in all, and beyond the one that resizes
  cl_asker asker;
} search;

static _Unwind_Reason_Code look(struct _Unwind_Context *context, void *data) {
  search *s = data;
  const void *function = (const void *)_Unwind_GetRegionStart(context);
  if (s->asker == CL_ASKS_STACK && function == s->lua->collector) s->asker = CL_ASKS_LESS_STACK;
  if (s->asker == CL_ASKS_STACK) s->after++;
  if (function == s->lua->stacks) s->asker = CL_ASKS_STACK;
  bool is_done = s->asker == CL_ASKS_LESS_STACK || s->after == NEAR || ++s->frames == FRAMES / 2;
  return is_done ? _URC_END_OF_STACK : _URC_NO_REASON;
}

cl_asker cl_who_asks(const cl_lua *lua) {
  search s = {.lua = lua};
  _Unwind_Backtrace(look, &s);
  return s.asker;
}
