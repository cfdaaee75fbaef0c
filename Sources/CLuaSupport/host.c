// From Lua into Swift: functions of the host, and its objects in Lua's hands. Swift never raises;
// what it wants raised is raised here, after it has returned.
#include "engine.h"

// What a host call rarely meets, kept out of its way.
static __attribute__((noinline, cold)) void attend(lua_State *L, cl_engine *e) {
  cl_settle(L, e);
  cl_check_stack(L, e);
  cl_check(L, e);
}

static inline bool needs_attention(const cl_engine *e) {
  return __builtin_expect((e->dead != CL_ALIVE) | e->pending | e->overrun, 0);
}

// The VM was running a script on L and its allocations were held to the limit; while Swift runs
// they are not.
static inline int invoke(lua_State *L, cl_engine *e, void *function, int argument) {
  if (needs_attention(e) || !cl_has_stack(e, CL_STACK_KEPT)) attend(L, e);
  uint64_t outer = e->call;
  e->call = ++e->calls;
  e->enforcing = false;
  int results = function ? e->host.call(L, function, argument) : 0;
  e->enforcing = true;
  e->call = outer;
  if (needs_attention(e)) attend(L, e);
  return results < 0 ? lua_error(L) : results;
}

int cl_invoke(lua_State *L, cl_engine *e, void *function, int argument) {
  return invoke(L, e, function, argument);
}

int cl_raise_fact(lua_State *L, cl_fact fact) {
  cl_engine *e = cl_of(L);
  cl_invoke(L, e, e->facts, fact);
  return luaL_error(L, "refused");  // not reached: the facts always raise
}

// A box keeps a Swift object alive for as long as a Lua function holds it. Scripts never see it.
static int release_slot(lua_State *L) {
  cl_slot *slot = lua_touserdata(L, 1);
  if (!slot || lua_type(L, 1) != LUA_TUSERDATA || lua_rawlen(L, 1) != sizeof *slot) return 0;
  if (!slot->object) return 0;
  cl_engine *e = cl_of(L);
  slot->object = NULL;  // emptied first: releasing may run anything
  bool enforcing = e->enforcing;
  e->enforcing = false;
  e->host.release(cl_let_go(e, slot->place));
  e->enforcing = enforcing;
  return 0;
}

// The object comes in last: until then the slot is an empty one.
static cl_slot *push_slot(lua_State *L) {
  cl_slot *slot = lua_newuserdatauv(L, sizeof *slot, 0);
  *slot = (cl_slot){NULL, NULL, 0};
  return slot;
}

static void fill_slot(cl_engine *e, cl_slot *slot, void *object) {
  slot->place = cl_hold(e, object);
  slot->object = object;
}

void cl_push_box(cl_engine *e, lua_State *L, void *function) {
  cl_slot *slot = push_slot(L);
  if (luaL_newmetatable(L, "cl.box")) {
    lua_pushcfunction(L, release_slot);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  fill_slot(e, slot, function);
}

void *cl_box(lua_State *L, int index) {
  cl_slot *slot = lua_touserdata(L, index);
  return slot ? slot->object : NULL;
}

static int call_box(lua_State *L) {
  return invoke(L, cl_of(L), cl_box(L, lua_upvalueindex(1)), 0);
}

void cl_push_function(cl_engine *e, lua_State *L, void *function) {
  cl_push_box(e, L, function);
  lua_pushcclosure(L, call_box, 1);
}

// ---- host objects

void *cl_object(lua_State *L, int index, const void **type) {
  if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(cl_slot)) return NULL;
  cl_slot *slot = lua_touserdata(L, index);
  if (type) *type = slot->type;
  return slot->object;
}

void *cl_object_of(lua_State *L, int index, const void *type) {
  const void *found = NULL;
  void *object = cl_object(L, index, &found);
  return found == type ? object : NULL;
}

void cl_push_object(cl_engine *e, lua_State *L, void *object, const void *type, int metatable) {
  cl_slot *slot = push_slot(L);
  slot->type = type;
  lua_rawgeti(L, LUA_REGISTRYINDEX, metatable);
  lua_setmetatable(L, -2);
  fill_slot(e, slot, object);
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->objects);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, object);
  lua_pop(L, 1);
}

bool cl_push_known(cl_engine *e, lua_State *L, const void *object, const void *type) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->objects);
  lua_rawgetp(L, -1, object);
  lua_remove(L, -2);
  const void *found = NULL;
  if (cl_object(L, -1, &found) == object && found == type) return true;
  lua_pop(L, 1);
  return false;
}

// Upvalues: the members (name to function or to number), the fallback's box.
static int object_index(lua_State *L) {
  int argument = CL_MEMBER_INDEX;
  lua_pushvalue(L, 2);
  switch (lua_rawget(L, lua_upvalueindex(1))) {
    case LUA_TFUNCTION: return 1;
    case LUA_TNUMBER: argument = (int)lua_tointeger(L, -1);
  }
  lua_settop(L, 2);
  return cl_invoke(L, cl_of(L), cl_box(L, lua_upvalueindex(2)), argument);
}

static int object_newindex(lua_State *L) {
  return cl_invoke(L, cl_of(L), cl_box(L, lua_upvalueindex(1)), CL_MEMBER_NEWINDEX);
}

void cl_push_metatable(cl_engine *e, lua_State *L, const char *name, void *fallback) {
  lua_createtable(L, 0, 8);  // members metatable
  cl_push_box(e, L, fallback);
  lua_pushvalue(L, -1);  // members metatable box box
  lua_pushcclosure(L, object_newindex, 1);
  lua_setfield(L, -3, "__newindex");
  lua_pushvalue(L, -3);
  lua_insert(L, -2);  // members metatable members box
  lua_pushcclosure(L, object_index, 2);
  lua_setfield(L, -2, "__index");
  lua_remove(L, -2);
  lua_pushcfunction(L, release_slot);
  lua_setfield(L, -2, "__gc");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
}
