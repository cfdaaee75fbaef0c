// The coroutine library of Lua 5.4 with three differences: all coroutines share the run's
// limits, closing one inside another is bounded (5.4.4 overflows the C stack), and a coroutine
// that died with its run never runs a handler again.
#include "engine.h"

typedef enum state { RUNNING, DEAD, SUSPENDED, NORMAL } state;

static const char *const names[] = {"running", "dead", "suspended", "normal"};

static lua_State *get_coroutine(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argexpected(L, co, 1, "thread");
  return co;
}

static state state_of(lua_State *L, lua_State *co) {
  if (L == co) return RUNNING;
  switch (lua_status(co)) {
    case LUA_YIELD: return SUSPENDED;
    case LUA_OK: {
      lua_Debug ar;
      if (lua_getstack(co, 0, &ar)) return NORMAL;
      return lua_gettop(co) == 0 ? DEAD : SUSPENDED;
    }
    default: return DEAD;
  }
}

// `at` is where L holds the coroutine: pushing it on its own stack could overflow that.
static void set_live(lua_State *L, cl_engine *e, int at, bool live) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->threads);
  lua_pushvalue(L, at);
  lua_pushboolean(L, live);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

static bool died_with_its_run(lua_State *L, cl_engine *e, int at) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->threads);
  lua_pushvalue(L, at);
  bool died = lua_rawget(L, -2) == LUA_TBOOLEAN && !lua_toboolean(L, -1);
  lua_pop(L, 2);
  return died;
}

static size_t count_live(lua_State *L, cl_engine *e) {
  size_t count = 0;
  lua_gc(L, LUA_GCCOLLECT);
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->threads);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) count++;
  lua_pop(L, 1);
  return count;
}

int cl_create_coroutine(lua_State *L) {
  cl_engine *e = cl_of(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  if (e->coroutines >= e->limits.coroutines) {
    e->coroutines = count_live(L, e);
    if (e->coroutines >= e->limits.coroutines) cl_die(e, L, CL_COROUTINES);
  }
  cl_tick(L, e);
  lua_State *co = lua_newthread(L);
  e->coroutines++;
  set_live(L, e, lua_gettop(L), true);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

static void run(cl_engine *e, lua_State *co) {
  e->running = co;
  if (e->pending) cl_arm(co);
}

// A death inside `co` leaves its hooks off and its pending closes undone: it is dead for good.
static void back(lua_State *L, cl_engine *e, int at, int status) {
  e->running = L;
  if (status == LUA_ERRMEM && !e->dead) cl_die(e, L, CL_MEMORY);
  if (e->dead) set_live(L, e, at, false);
  cl_check(L, e);
}

static int resume(lua_State *L, lua_State *co, int at, int nargs) {
  cl_engine *e = cl_of(L);
  int results = 0;
  cl_tick(L, e);
  cl_check_stack(L, e);
  if (!cl_make_room(co, nargs)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, nargs);
  run(e, co);
  int status = lua_resume(co, L, nargs, &results);
  if (status > LUA_YIELD && !e->dead && lua_status(co) == status) {
    cl_trace_clear(e);
    cl_trace_add(e, co, 0);
  }
  back(L, e, at, status);
  if (status > LUA_YIELD) {
    lua_xmove(co, L, 1);
    e->trace_of = lua_topointer(L, -1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(co, L, results);
  return results;
}

static int co_resume(lua_State *L) {
  lua_State *co = get_coroutine(L);
  int results = resume(L, co, 1, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  if (results < 0) results = 1;
  lua_insert(L, -(results + 1));
  return results + 1;
}

static int reset(lua_State *L, lua_State *co, int at) {
  cl_engine *e = cl_of(L);
  // What runs in there starts counting its nested calls anew.
  if (e->closing >= CL_CLOSE_DEPTH || !cl_has_stack(e, CL_STACK_KEPT + CL_STACK_NESTED))
    return luaL_error(L, "C stack overflow");
  e->closing++;
  run(e, co);
  int status = lua_resetthread(co);
  e->closing--;
  back(L, e, at, status);
  return status;
}

static int wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, co, lua_upvalueindex(1), lua_gettop(L));
  if (results >= 0) return results;
  cl_engine *e = cl_of(L);
  const void *value = lua_topointer(L, -1);
  bool traced = value && value == e->trace_of;
  int status = lua_status(co);
  if (status > LUA_YIELD && !died_with_its_run(L, e, lua_upvalueindex(1))) {
    status = reset(L, co, lua_upvalueindex(1));
    lua_xmove(co, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  if (traced) e->trace_of = lua_topointer(L, -1);
  return lua_error(L);
}

static int co_wrap(lua_State *L) {
  cl_create_coroutine(L);
  lua_pushcclosure(L, wrapped, 1);
  return 1;
}

// For the host: as `resume`, but a failure is raised with its value as it is.
int cl_resume_coroutine(lua_State *L) {
  int results = resume(L, get_coroutine(L), 1, lua_gettop(L) - 1);
  return results < 0 ? lua_error(L) : results;
}

static int co_close(lua_State *L) {
  lua_State *co = get_coroutine(L);
  cl_engine *e = cl_of(L);
  cl_tick(L, e);
  state s = state_of(L, co);
  if (s != DEAD && s != SUSPENDED) return luaL_error(L, "cannot close a %s coroutine", names[s]);
  if (!died_with_its_run(L, e, 1) && reset(L, co, 1) != LUA_OK) {
    lua_pushboolean(L, 0);
    lua_xmove(co, L, 1);
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

static int co_yield(lua_State *L) { return lua_yield(L, lua_gettop(L)); }

const char *cl_coroutine_status(lua_State *L, lua_State *co) { return names[state_of(L, co)]; }

static int co_status(lua_State *L) {
  lua_pushstring(L, cl_coroutine_status(L, get_coroutine(L)));
  return 1;
}

static int co_isyieldable(lua_State *L) {
  lua_State *co = lua_isnone(L, 1) ? L : get_coroutine(L);
  lua_pushboolean(L, lua_isyieldable(co));
  return 1;
}

static int co_running(lua_State *L) {
  lua_pushboolean(L, lua_pushthread(L));
  return 2;
}

static const luaL_Reg functions[] = {
    {"close", co_close},     {"create", cl_create_coroutine},   {"isyieldable", co_isyieldable},
    {"resume", co_resume},   {"running", co_running}, {"status", co_status},
    {"wrap", co_wrap},       {"yield", co_yield},  {NULL, NULL}};

void cl_open_coroutines(lua_State *L) {
  luaL_newlib(L, functions);
  cl_name_library(L, "coroutine");
  lua_setglobal(L, "coroutine");
}
