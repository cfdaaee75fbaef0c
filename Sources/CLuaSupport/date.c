// `os.date` looks at the run's limits along a long format: Lua's own function writes it, piece by
// piece. And a clock that stands still.
#include <string.h>

#include "pattern.h"

#define PIECE 1024

// The end of a piece of the format; no conversion is cut in two.
static const char *piece_end(const char *s, const char *end) {
  const char *start = s;
  if (end - s < 2 * PIECE) return end;
  while (s - start < PIECE)
    if (*s != CL_ESCAPE) s++;
    else s += s[1] == 'E' || s[1] == 'O' ? 3 : 2;
  return s;
}

// What is at `s` of the format, in the time at index 2; false when it is no format.
static bool push_piece(lua_State *L, lua_CFunction own, const char *s, const char *end, bool utc) {
  lua_pushcfunction(L, own);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  if (utc) luaL_addchar(&b, '!');
  luaL_addlstring(&b, s, (size_t)(end - s));
  luaL_pushresult(&b);
  lua_pushvalue(L, 2);
  int status = lua_pcall(L, 2, 1, 0);
  if (status != LUA_OK) cl_caught(L, cl_of(L), status);
  return status == LUA_OK;
}

// Leaves the rest of the format, from `s` on, as the first argument.
static void keep_rest(lua_State *L, const char *s, const char *end, bool utc) {
  lua_settop(L, 2);
  lua_pushstring(L, utc ? "!" : "");
  lua_pushlstring(L, s, (size_t)(end - s));
  lua_concat(L, 2);
  lua_replace(L, 1);
}

// Upvalues: Lua's own function, and the moment that is the present where the clock stands.
static int date(lua_State *L) {
  cl_engine *e = cl_of(L);
  if (lua_isnoneornil(L, 2)) {
    lua_settop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(2));
  }
  lua_CFunction own = lua_tocfunction(L, lua_upvalueindex(1));
  size_t length;
  const char *s = luaL_optlstring(L, 1, "", &length), *end = s + length;
  if (length < 2 * PIECE) return own(L);
  lua_settop(L, 2);
  lua_pushinteger(L, lua_isnil(L, 2) ? (lua_Integer)time(NULL) : luaL_checkinteger(L, 2));
  lua_replace(L, 2);
  bool utc = *s == '!';
  if (utc) s++;
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  while (s < end) {
    cl_tick(L, e);
    const char *next = piece_end(s, end);
    if (!push_piece(L, own, s, next, utc)) {
      keep_rest(L, s, end, utc);
      return own(L);  // raises, in the words of Lua's own
    }
    luaL_addvalue(&b);
    s = next;
  }
  luaL_pushresult(&b);
  return 1;
}

void cl_replace_date(lua_State *L) {
  lua_getfield(L, -1, "date");
  lua_pushnil(L);
  lua_pushcclosure(L, date, 2);
  lua_setfield(L, -2, "date");
}

// ---- a clock that stands still

// Upvalues as for `date`.
static int standing_time(lua_State *L) {
  if (!lua_isnoneornil(L, 1)) return lua_tocfunction(L, lua_upvalueindex(1))(L);
  lua_pushvalue(L, lua_upvalueindex(2));
  return 1;
}

static int standing_clock(lua_State *L) {
  lua_pushnumber(L, 0);
  return 1;
}

void cl_stop_clock(cl_engine *e, int64_t seconds) {
  lua_State *L = e->main;
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_pushliteral(L, "os");
  if (lua_rawget(L, -2) == LUA_TTABLE) {
    lua_pushcfunction(L, standing_clock);
    lua_setfield(L, -2, "clock");
    lua_getfield(L, -1, "time");
    lua_pushinteger(L, seconds);
    lua_pushcclosure(L, standing_time, 2);
    lua_setfield(L, -2, "time");
    lua_getfield(L, -1, "date");
    lua_pushinteger(L, seconds);
    lua_setupvalue(L, -2, 2);
    lua_pop(L, 1);
  }
  lua_pop(L, 2);
}
