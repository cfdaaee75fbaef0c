// `table.sort` looks at the run's limits at every comparison: the order is still that of Lua's
// own sort, which is called with a function that compares as it would and looks.
#include "pattern.h"

#define MANY 150000  // numbers that are sorted in a few hundredths of a second

// Upvalue: the script's own order, or nil.
static int compare(lua_State *L) {
  cl_tick(L, cl_of(L));
  if (lua_isnil(L, lua_upvalueindex(1))) {
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
    return 1;
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 2, 1);
  return 1;
}

// So few and so short that there is no time to look.
static bool is_quick(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) return true;
  lua_Unsigned count = lua_rawlen(L, 1);
  if (lua_getmetatable(L, 1)) {
    lua_pop(L, 1);
    return false;
  }
  lua_Unsigned work = count;
  for (lua_Unsigned i = 1; i <= count && work <= MANY; i++) {
    int type = lua_rawgeti(L, 1, (lua_Integer)i);
    bool string = type == LUA_TSTRING && lua_rawlen(L, -1) <= SHORT_STRING;
    if (string) work += 4;
    else if (type != LUA_TNUMBER) work = MANY + 1;
    lua_pop(L, 1);
  }
  return work <= MANY;
}

// Upvalue: Lua's own sort.
static int sort(lua_State *L) {
  lua_CFunction own = lua_tocfunction(L, lua_upvalueindex(1));
  bool ordered = !lua_isnoneornil(L, 2);
  // A function of Lua is looked after by the hook, and a wrong argument is told of by Lua's own.
  if (ordered ? !lua_iscfunction(L, 2) : is_quick(L)) return own(L);
  lua_settop(L, 2);
  lua_pushcclosure(L, compare, 1);
  return own(L);
}

void cl_replace_sort(lua_State *L) {
  lua_getfield(L, -1, "sort");
  lua_pushcclosure(L, sort, 1);
  lua_setfield(L, -2, "sort");
}
