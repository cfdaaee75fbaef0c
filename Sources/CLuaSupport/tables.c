// The functions of `table` that walk as far as a script's `__len` says, with the results and the
// messages of Lua's own.
#include <limits.h>

#include "pattern.h"

enum { READS = 1, WRITES = 2, HAS_LENGTH = 4 };

static bool has(lua_State *L, const char *key, int below) {
  lua_pushstring(L, key);
  return lua_rawget(L, -below) != LUA_TNIL;
}

// A table, or what its metatable lets pass for one.
static void check_table(lua_State *L, int index, int wanted) {
  if (lua_type(L, index) == LUA_TTABLE) return;
  int fields = 1;
  if (lua_getmetatable(L, index) && (!(wanted & READS) || has(L, "__index", ++fields)) &&
      (!(wanted & WRITES) || has(L, "__newindex", ++fields)) &&
      (!(wanted & HAS_LENGTH) || has(L, "__len", ++fields)))
    lua_pop(L, fields);
  else
    luaL_checktype(L, index, LUA_TTABLE);
}

static lua_Integer length_of(lua_State *L, int wanted) {
  check_table(L, 1, wanted | HAS_LENGTH);
  return luaL_len(L, 1);
}

// No metamethod has a say in what happens to it.
static bool is_plain(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) return false;
  if (!lua_getmetatable(L, 1)) return true;
  lua_pop(L, 1);
  return false;
}

static void copy_item(lua_State *L, int from, lua_Integer i, int to, lua_Integer j) {
  cl_tick(L, cl_of(L));
  lua_geti(L, from, i);
  lua_seti(L, to, j);
}

static int table_insert(lua_State *L) {
  if (lua_gettop(L) == 2 && is_plain(L)) {
    lua_rawseti(L, 1, (lua_Integer)(lua_rawlen(L, 1) + 1));
    return 0;
  }
  lua_Integer end = (lua_Integer)((lua_Unsigned)length_of(L, READS | WRITES) + 1), place = end;
  switch (lua_gettop(L)) {
    case 2: break;
    case 3:
      place = luaL_checkinteger(L, 2);
      luaL_argcheck(L, (lua_Unsigned)place - 1u < (lua_Unsigned)end, 2, "position out of bounds");
      for (lua_Integer i = end; i > place; i--) copy_item(L, 1, i - 1, 1, i);
      break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_seti(L, 1, place);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer size = length_of(L, READS | WRITES);
  lua_Integer place = luaL_optinteger(L, 2, size);
  if (place != size)
    luaL_argcheck(
        L, (lua_Unsigned)place - 1u <= (lua_Unsigned)size, 1, "position out of bounds");
  lua_geti(L, 1, place);
  for (; place < size; place++) copy_item(L, 1, place + 1, 1, place);
  lua_pushnil(L);
  lua_seti(L, 1, place);
  return 1;
}

static int table_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  lua_Integer to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  check_table(L, 1, READS);
  check_table(L, target, WRITES);
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    bool same = target == 1 || lua_compare(L, 1, target, LUA_OPEQ);
    if (to > last || to <= first || !same)
      for (lua_Integer i = 0; i < count; i++) copy_item(L, 1, first + i, target, to + i);
    else
      for (lua_Integer i = count - 1; i >= 0; i--) copy_item(L, 1, first + i, target, to + i);
  }
  lua_pushvalue(L, target);
  return 1;
}

static void add_item(lua_State *L, luaL_Buffer *b, lua_Integer i) {
  cl_tick(L, cl_of(L));
  lua_geti(L, 1, i);
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1),
               (LUAI_UACINT)i);
  luaL_addvalue(b);
}

static int table_concat(lua_State *L) {
  cl_check_stack(L, cl_of(L));
  lua_Integer last = length_of(L, READS);
  size_t gap;
  const char *separator = luaL_optlstring(L, 2, "", &gap);
  lua_Integer i = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (; i < last; i++) {
    add_item(L, &b, i);
    luaL_addlstring(&b, separator, gap);
  }
  if (i == last) add_item(L, &b, i);
  luaL_pushresult(&b);
  return 1;
}

const luaL_Reg cl_table_functions[] = {{"insert", table_insert}, {"remove", table_remove},
                                       {"move", table_move},     {"concat", table_concat},
                                       {NULL, NULL}};
