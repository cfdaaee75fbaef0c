// An engine is one Lua state with its allocator, its limits and its way to Swift. The one rule:
// while a Swift frame is on the C stack, nothing below it may raise.
#include "engine.h"

#include <stdlib.h>
#include <string.h>

#define PIECE 64  // bytes of a source between two looks at the limits

// ---- opening and closing

static int set_up(lua_State *L) {
  cl_engine *e = cl_of(L);
  cl_open_sandbox(L);
  cl_open_coroutines(L);
  lua_newtable(L);  // coroutine -> whether it may still run; weak
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  e->threads = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);  // address of a host object -> its userdata; weak
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  e->objects = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  e->symbols = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);  // keeps the field names, so that their addresses stay theirs
  e->names = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

static bool open_state(cl_engine *e) {
  e->main = NULL;
  e->housed = e->awaits_stack = false;
  lua_State *L = lua_newstate(cl_allocate, e);
  if (!L) return false;
  e->main = e->running = L;
  *(cl_engine **)lua_getextraspace(L) = e;
  lua_pushcfunction(L, set_up);
  return lua_pcall(L, 0, 0, 0) == LUA_OK;
}

// Releases what the state holds of the host, and its memory at once: no value is looked at.
// Gives the bytes that are counted still.
static size_t drop_state(cl_engine *e) {
  e->enforcing = false;
  cl_release_held(e);
  for (int i = 0; i < 256; i++) {
    cl_free_rows(e, e->rows[i]);
    e->rows[i] = NULL;
  }
  memset(e->recent, 0, sizeof e->recent);
  size_t left = e->bytes;
  cl_heap_drop(&e->heap, left);
  e->bytes = 0;
  return left;
}

bool cl_keeps_stacks(void) { return cl_have_stacks() && cl_learn_lua()->known; }

cl_engine *cl_open(cl_limits limits, cl_flag *flag, bool within, uint64_t fail_in) {
  cl_engine *e = calloc(1, sizeof *e);
  if (!e) return NULL;
  e->limits = limits;
  e->flag = flag;
  e->fail_in = fail_in;
  if (cl_keeps_stacks()) e->lua = cl_learn_lua();
  cl_keep_reserve(e);
  e->enforcing = within;
  if (!open_state(e)) {
    cl_close(e);
    return NULL;
  }
  e->enforcing = false;
  return e;
}

size_t cl_close(cl_engine *e) {
  e->dead = CL_INTERRUPTED;  // whatever a release could still start ends at once
  e->enforcing = false;
  cl_stop_timer(e);
  cl_profile_stop(e);
  cl_coverage_stop(e);
#ifdef DEBUG
  e->running = e->main;
  if (e->main) lua_close(e->main);  // value by value, which shows that the count is right
  size_t left = drop_state(e);
#else
  size_t left = 0;
  drop_state(e);
#endif
  free(e->home);
  free(e->reserve);
  free(e);
  return left;
}

void cl_set_host(cl_engine *e, cl_host host) { e->host = host; }
void cl_set_limits(cl_engine *e, cl_limits limits) { e->limits = limits; }
lua_State *cl_main(cl_engine *e) { return e->main; }
lua_State *cl_running(cl_engine *e) { return e->running; }
size_t cl_bytes(const cl_engine *e) { return e->bytes; }
size_t cl_peak(const cl_engine *e) { return e->peak; }
int cl_depth(const cl_engine *e) { return e->depth; }
uint64_t cl_call(const cl_engine *e) { return e->call; }
void *cl_owner(lua_State *L) { return cl_of(L)->host.owner; }

bool cl_stop_collecting(lua_State *L) {
  bool collecting = lua_gc(L, LUA_GCISRUNNING);
  lua_gc(L, LUA_GCSTOP);
  return collecting;
}

void cl_collect_again(lua_State *L, bool was_collecting) {
  if (was_collecting && !cl_of(L)->lost) lua_gc(L, LUA_GCRESTART);
}

bool cl_make_room(lua_State *L, int slots) {
  cl_engine *e = cl_of(L);
  lua_State *running = e->running;
  e->running = L;
  bool is_made = lua_checkstack(L, slots);
  e->running = running;
  return is_made;
}

void cl_collect(lua_State *L) {
  if (!cl_of(L)->lost) lua_gc(L, LUA_GCCOLLECT);
}

// ---- from Swift into Lua

static int to_string(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  return 1;
}

static int overflow(lua_State *L) { return luaL_error(L, "C stack overflow"); }

// Runs no script: only copies the trace while the frames are still there.
static int on_error(lua_State *L) {
  cl_engine *e = cl_of(L);
  if (e->dead) return 1;
  const void *value = lua_topointer(L, 1);
  if (!value || value != e->trace_of) cl_trace_clear(e);
  cl_trace_add(e, L, 1);
  return 1;
}

typedef struct section {
  lua_State *running;
  bool enforcing;
  uintptr_t floor;
} section;

static section enter(cl_engine *e, lua_State *L, void *frame) {
  section saved = {e->running, e->enforcing, e->floor};
  if (e->depth++ == 0) cl_begin(e);
  e->floor = (uintptr_t)frame;
  e->running = L;
  e->enforcing = true;
  if (e->starved) cl_die(e, L, CL_MEMORY);
  if (e->pending) cl_arm(L);
  return saved;
}

static void leave(cl_engine *e, section saved) {
  e->running = saved.running;
  e->enforcing = saved.enforcing;
  e->floor = saved.floor;
  if (--e->depth > 0) return;
  cl_end(e);
  e->fail_in = 0;
}

static cl_outcome outcome(cl_engine *e, lua_State *L, int status, int top) {
  if (status == LUA_ERRMEM && !e->dead) cl_die(e, L, CL_MEMORY);
  cl_settle(L, e);
  if (e->dead) {
    lua_settop(L, top);
    return CL_DEAD;
  }
  return status == LUA_OK ? CL_DONE : CL_FAILED;
}

// An error value that is no text and no host object becomes text now, while the limits hold.
static int word_error(lua_State *L) {
  if (lua_type(L, -1) == LUA_TSTRING || cl_object(L, -1, NULL)) return LUA_ERRRUN;
  lua_pushcfunction(L, to_string);
  lua_insert(L, -2);
  return lua_pcall(L, 1, 1, 0) == LUA_ERRMEM ? LUA_ERRMEM : LUA_ERRRUN;
}

const char *cl_read_piece(lua_State *L, void *data, size_t *size) {
  cl_piece *p = data;
  cl_tick(L, cl_of(L));
  *size = p->left < PIECE ? p->left : PIECE;
  const char *start = p->next;
  p->next += *size;
  p->left -= *size;
  return *size ? start : NULL;
}

// What a run does: a call, or the compilation of a text. Gives a status.
typedef struct work {
  int nargs, nresults;
  cl_piece *text;
  const char *name;
} work;

static int do_work(cl_engine *e, lua_State *L, const work *w) {
  if (w->text && w->text->left > e->limits.source) cl_die(e, L, CL_SOURCE);
  if (w->text) return e->dead ? LUA_ERRRUN : lua_load(L, cl_read_piece, w->text, w->name, "t");
  int nargs = w->nargs, base = lua_gettop(L) - nargs;
  if (!cl_has_stack(e, CL_STACK_KEPT)) {
    lua_settop(L, base - 1);
    lua_pushcfunction(L, overflow);
    nargs = 0;
  }
  lua_pushcfunction(L, on_error);
  lua_insert(L, base);
  int status = lua_pcall(L, nargs, w->nresults, base);
  lua_remove(L, base);
  if (status != LUA_OK && !e->dead && status != LUA_ERRMEM) status = word_error(L);
  return status;
}

// A state that was left is replaced by an empty one in the same place, so that whoever still has
// the main thread in hand can go on doing harmless things with it.
static cl_outcome renew(cl_engine *e) {
  drop_state(e);
  if (!open_state(e)) abort();  // no memory, right after all of it was given back
  return CL_DEAD;
}

static cl_outcome run(cl_engine *e, lua_State *L, const work *w, int top) {
  if (e->lost && e->depth == 0) e->dead = CL_LOST;
  if (e->lost || (e->depth > 0 && e->dead)) {
    lua_settop(L, top);
    return CL_DEAD;
  }
  section saved = enter(e, L, __builtin_frame_address(0));
  bool outermost = e->depth == 1;
  if (outermost && sigsetjmp(e->way_out, 0)) {
    cl_left(e);
    leave(e, saved);
    return renew(e);
  }
  if (outermost) e->can_leave = true;
  int status = do_work(e, L, w);
  cl_outcome result = outcome(e, L, status, top);
  if (outermost && e->dead == CL_MEMORY && !e->lost) lua_gc(e->main, LUA_GCCOLLECT);
  if (outermost) e->can_leave = false;
  leave(e, saved);
  return outermost && e->lost ? renew(e) : result;
}

cl_outcome cl_run(cl_engine *e, lua_State *L, int nargs, int nresults) {
  work w = {nargs, nresults, NULL, NULL};
  return run(e, L, &w, lua_gettop(L) - nargs - 1);
}

bool cl_lost(const cl_engine *e) { return e->lost; }

cl_outcome cl_tostring(cl_engine *e, lua_State *L) {
  lua_pushcfunction(L, to_string);
  lua_insert(L, -2);
  return cl_run(e, L, 1, 1);
}

cl_outcome cl_load(cl_engine *e, lua_State *L, const char *source, size_t length, const char *name) {
  cl_piece text = {source, length};
  work w = {0, 0, &text, name};
  cl_outcome result = run(e, L, &w, lua_gettop(L));
  if (result == CL_DONE && e->coverage && name[0] == '@') cl_cover_source(e, L, name + 1);
  return result;
}
