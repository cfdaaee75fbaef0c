// The functions of `utf8` that walk along a text, and those of other libraries that take as many
// arguments as a script likes: each argument may be a long numeral, which takes long to read.
#include <stdlib.h>
#include <string.h>

#include "pattern.h"

#define HIGHEST 0x7FFFFFFFu
#define HIGHEST_UNICODE 0x10FFFFu

static bool continues(const char *p) { return (*p & 0xC0) == 0x80; }

// Counted from 1; what lies before the text is 0.
static lua_Integer place(lua_Integer position, size_t length) {
  if (position >= 0) return position;
  if (0u - (size_t)position > length) return 0;
  return (lua_Integer)length + position + 1;
}

// The end of the character that starts at `s`, or NULL when it is none. Texts of Lua end in a
// zero, which continues nothing.
static const char *character_end(const char *s, bool strict, uint32_t *value) {
  static const uint32_t least[] = {~0u, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
  unsigned c = (unsigned char)*s;
  uint32_t code = c;
  if (c >= 0x80) {
    unsigned more = 0;
    for (code = 0; c & 0x40; c <<= 1) {
      if (!continues(&s[++more])) return NULL;
      code = code << 6 | ((unsigned char)s[more] & 0x3F);
    }
    code |= (c & 0x7F) << (more * 5);
    if (more > 5 || code > HIGHEST || code < least[more]) return NULL;
    s += more;
  }
  if (strict && (code > HIGHEST_UNICODE || (code >= 0xD800 && code <= 0xDFFF))) return NULL;
  if (value) *value = code;
  return s + 1;
}

static int utf8_len(lua_State *L) {
  cl_engine *e = cl_of(L);
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Integer first = place(luaL_optinteger(L, 2, 1), length);
  lua_Integer last = place(luaL_optinteger(L, 3, -1), length), count = 0;
  bool lax = lua_toboolean(L, 4);
  luaL_argcheck(
      L, first >= 1 && --first <= (lua_Integer)length, 2, "initial position out of bounds");
  luaL_argcheck(L, --last < (lua_Integer)length, 3, "final position out of bounds");
  for (; first <= last; count++) {
    cl_tick(L, e);
    const char *end = character_end(s + first, !lax, NULL);
    if (!end) {
      lua_pushnil(L);
      lua_pushinteger(L, first + 1);
      return 2;
    }
    first = end - s;
  }
  lua_pushinteger(L, count);
  return 1;
}

// Moves `at` by `n` characters; true when there were so many.
static bool walk(lua_State *L, const char *s, lua_Integer length, lua_Integer *at, lua_Integer n) {
  cl_engine *e = cl_of(L);
  for (; n < 0 && *at > 0; n++)
    do {
      cl_tick(L, e);
      --*at;
    } while (*at > 0 && continues(s + *at));
  for (; n > 0 && *at < length; n--)
    do {
      cl_tick(L, e);
      ++*at;
    } while (continues(s + *at));
  return n == 0;
}

static int utf8_offset(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Integer n = luaL_checkinteger(L, 2);
  lua_Integer at = place(luaL_optinteger(L, 3, n >= 0 ? 1 : (lua_Integer)length + 1), length);
  luaL_argcheck(L, at >= 1 && --at <= (lua_Integer)length, 3, "position out of bounds");
  if (n != 0 && continues(s + at)) return luaL_error(L, "initial position is a continuation byte");
  bool found = true;
  if (n != 0) found = walk(L, s, (lua_Integer)length, &at, n > 0 ? n - 1 : n);
  else if (at > 0 && continues(s + at)) walk(L, s, (lua_Integer)length, &at, -1);
  if (found) lua_pushinteger(L, at + 1);
  else lua_pushnil(L);
  return 1;
}

static int next_code(lua_State *L, bool strict) {
  cl_engine *e = cl_of(L);
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length);
  lua_Unsigned n = (lua_Unsigned)lua_tointeger(L, 2);
  if (n < length)
    for (; continues(s + n); n++) cl_tick(L, e);
  if (n >= length) return 0;
  uint32_t code;
  if (!character_end(s + n, strict, &code)) return luaL_error(L, "invalid UTF-8 code");
  lua_pushinteger(L, (lua_Integer)n + 1);
  lua_pushinteger(L, code);
  return 2;
}

static int next_strict(lua_State *L) { return next_code(L, true); }
static int next_lax(lua_State *L) { return next_code(L, false); }

static int utf8_codes(lua_State *L) {
  bool lax = lua_toboolean(L, 2);
  luaL_checkstring(L, 1);
  lua_pushcfunction(L, lax ? next_lax : next_strict);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static size_t encode(char *to, uint32_t code) {
  if (code < 0x80) {
    *to = (char)code;
    return 1;
  }
  size_t size = 2;
  while (size < 6 && code >> (size * 5 + 1)) size++;
  for (size_t i = size - 1; i > 0; i--, code >>= 6) to[i] = (char)(0x80 | (code & 0x3F));
  to[0] = (char)(0xFF00 >> size | code);
  return size;
}

static int utf8_char(lua_State *L) {
  cl_engine *e = cl_of(L);
  int count = lua_gettop(L);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (int i = 1; i <= count; i++) {
    cl_tick(L, e);
    lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, i);
    luaL_argcheck(L, code <= HIGHEST, i, "value out of range");
    luaL_addsize(&b, encode(luaL_prepbuffsize(&b, 8), (uint32_t)code));
  }
  luaL_pushresult(&b);
  return 1;
}

const luaL_Reg cl_utf8_functions[] = {{"char", utf8_char},
                                      {"codes", utf8_codes},
                                      {"len", utf8_len},
                                      {"offset", utf8_offset},
                                      {NULL, NULL}};

// ---- many arguments

int cl_string_char(lua_State *L) {
  cl_engine *e = cl_of(L);
  int count = lua_gettop(L);
  luaL_Buffer b;
  char *to = luaL_buffinitsize(L, &b, (size_t)count);
  for (int i = 1; i <= count; i++) {
    cl_tick(L, e);
    lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, i);
    luaL_argcheck(L, code <= 255, i, "value out of range");
    to[i - 1] = (char)code;
  }
  luaL_pushresultsize(&b, (size_t)count);
  return 1;
}

static int outermost(lua_State *L, bool largest) {
  cl_engine *e = cl_of(L);
  int count = lua_gettop(L), best = 1;
  luaL_argcheck(L, count >= 1, 1, "value expected");
  for (int i = 1; i <= count; i++) {
    cl_tick(L, e);
    if (i > 1 && lua_compare(L, largest ? best : i, largest ? i : best, LUA_OPLT)) best = i;
  }
  lua_pushvalue(L, best);
  return 1;
}

static int math_max(lua_State *L) { return outermost(L, true); }
static int math_min(lua_State *L) { return outermost(L, false); }

const luaL_Reg cl_math_functions[] = {{"max", math_max}, {"min", math_min}, {NULL, NULL}};
