// The functions of `string` whose work a script can make as long as it likes, with the results
// and the messages of Lua's own; see pattern.h.
#include <ctype.h>
#include <string.h>

#include "pattern.h"

#define PIECE 65536  // bytes between two looks at the limits

// ---- find, match

static bool is_plain(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (pattern[i] && strchr("^$*+?.([%-", pattern[i])) return false;
  return true;
}

static int search_plain(lua_State *L, const char *text, size_t length, size_t start,
                        const char *part, size_t part_length) {
  const char *found = cl_find_bytes(L, text + start, length - start, part, part_length);
  if (!found) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, found - text + 1);
  lua_pushinteger(L, found - text + (lua_Integer)part_length);
  return 2;
}

static int search(lua_State *L, bool find) {
  size_t length, size;
  const char *text = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &size);
  size_t start = cl_start_of(luaL_optinteger(L, 3, 1), length);
  if (start > length) {
    lua_pushnil(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) || is_plain(pattern, size)))
    return search_plain(L, text, length, start, pattern, size);
  bool anchored = size > 0 && *pattern == '^';
  cl_matcher m;
  cl_matcher_make(&m, L, text, length, pattern, size);
  for (const char *s = text + start; s <= m.text_end; s++) {
    m.count = 0;
    const char *end = cl_match_at(&m, s, pattern + anchored);
    if (end && !find) return cl_push_captures(&m, s, end);
    if (end) {
      lua_pushinteger(L, s - text + 1);
      lua_pushinteger(L, end - text);
      return cl_push_captures(&m, NULL, NULL) + 2;
    }
    if (anchored) break;
  }
  lua_pushnil(L);
  return 1;
}

static int string_find(lua_State *L) { return search(L, true); }
static int string_match(lua_State *L) { return search(L, false); }

// ---- gmatch. Upvalues: the text, the pattern, where it stands.

typedef struct walk {
  cl_matcher m;
  const char *pattern, *next;
  const char *last;  // the end of the last match
} walk;

static int next_match(lua_State *L) {
  walk *w = lua_touserdata(L, lua_upvalueindex(3));
  cl_matcher *m = &w->m;
  m->L = L;
  m->room = CL_NESTED_STEPS;
  for (; w->next <= m->text_end; w->next++) {
    const char *s = w->next;
    m->count = 0;
    const char *end = cl_match_at(m, s, w->pattern);
    if (!end || end == w->last) continue;
    w->last = w->next = end;
    return cl_push_captures(m, s, end);
  }
  return 0;
}

static int string_gmatch(lua_State *L) {
  size_t length, size;
  const char *text = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &size);
  size_t start = cl_start_of(luaL_optinteger(L, 3, 1), length);
  lua_settop(L, 2);
  walk *w = lua_newuserdatauv(L, sizeof *w, 0);
  cl_matcher_make(&w->m, L, text, length, pattern, size);
  w->pattern = pattern;
  w->next = text + (start > length ? length + 1 : start);
  w->last = NULL;
  lua_pushcclosure(L, next_match, 3);
  return 1;
}

// ---- gsub

static void add_template(cl_matcher *m, luaL_Buffer *b, const char *s, const char *end) {
  size_t left;
  const char *text = lua_tolstring(m->L, 3, &left);
  for (const char *mark; (mark = memchr(text, CL_ESCAPE, left)); ) {
    cl_tick(m->L, m->engine);
    luaL_addlstring(b, text, (size_t)(mark - text));
    char digit = mark[1];
    if (digit == CL_ESCAPE) {
      luaL_addchar(b, CL_ESCAPE);
    } else if (digit == '0') {
      luaL_addlstring(b, s, (size_t)(end - s));
    } else if (isdigit((unsigned char)digit)) {
      cl_push_capture(m, digit - '1', s, end);
      luaL_tolstring(m->L, -1, NULL);
      lua_remove(m->L, -2);
      luaL_addvalue(b);
    } else {
      luaL_error(m->L, "invalid use of '%c' in replacement string", CL_ESCAPE);
    }
    left -= (size_t)(mark + 2 - text);
    text = mark + 2;
  }
  luaL_addlstring(b, text, left);
}

// True when the text changes.
static bool add_replacement(cl_matcher *m, luaL_Buffer *b, const char *s, const char *end) {
  lua_State *L = m->L;
  switch (lua_type(L, 3)) {
    case LUA_TFUNCTION:
      lua_pushvalue(L, 3);
      lua_call(L, cl_push_captures(m, s, end), 1);
      break;
    case LUA_TTABLE:
      cl_push_capture(m, 0, s, end);
      lua_gettable(L, 3);
      break;
    default: add_template(m, b, s, end); return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(b, s, (size_t)(end - s));
    return false;
  }
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  luaL_addvalue(b);
  return true;
}

static int string_gsub(lua_State *L) {
  size_t length, size;
  const char *s = luaL_checklstring(L, 1, &length), *last = NULL;
  const char *pattern = luaL_checklstring(L, 2, &size);
  int type = lua_type(L, 3);
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1), count = 0;
  luaL_argexpected(
      L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE,
      3, "string/function/table");
  cl_check_stack(L, cl_of(L));
  bool anchored = size > 0 && *pattern == '^', changed = false;
  cl_matcher m;
  cl_matcher_make(&m, L, s, length, pattern, size);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  while (count < most) {
    m.count = 0;
    const char *end = cl_match_at(&m, s, pattern + anchored);
    if (end && end != last) {
      count++;
      if (add_replacement(&m, &b, s, end)) changed = true;
      s = last = end;
    } else if (s < m.text_end) {
      luaL_addchar(&b, *s++);
    } else {
      break;
    }
    if (anchored) break;
  }
  if (!changed) {
    lua_pushvalue(L, 1);
  } else {
    luaL_addlstring(&b, s, (size_t)(m.text_end - s));
    luaL_pushresult(&b);
  }
  lua_pushinteger(L, count);
  return 2;
}

// ---- long strings

// What is written so far is copied behind itself, by whole units of text and separator.
static void repeat(lua_State *L, char *to, size_t whole, const char *text, size_t length,
                   const char *separator, size_t gap) {
  cl_engine *e = cl_of(L);
  size_t unit = length + gap, most = unit < PIECE ? PIECE / unit * unit : unit;
  memcpy(to, text, length);
  if (whole > length) memcpy(to + length, separator, gap);
  for (size_t done = unit, count; done < whole; done += count) {
    cl_tick(L, e);
    count = done < most ? done : most;
    if (count > whole - done) count = whole - done;
    memcpy(to + done, to, count);
  }
}

static int string_rep(lua_State *L) {
  size_t length, gap;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer n = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &gap);
  if (n <= 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  const size_t most = (size_t)PTRDIFF_MAX;
  if (length + gap < length || length + gap > most / (size_t)n)
    return luaL_error(L, "resulting string too large");
  size_t whole = (size_t)n * length + (size_t)(n - 1) * gap;
  luaL_Buffer b;
  char *to = luaL_buffinitsize(L, &b, whole);
  if (whole) repeat(L, to, whole, text, length, separator, gap);
  luaL_pushresultsize(&b, whole);
  return 1;
}

typedef void change(char *to, const char *from, size_t count);

// Changes one piece after the other; `backwards` puts the last one first.
static int in_pieces(lua_State *L, change *each, bool backwards) {
  cl_engine *e = cl_of(L);
  size_t length, count;
  const char *text = luaL_checklstring(L, 1, &length);
  luaL_Buffer b;
  char *to = luaL_buffinitsize(L, &b, length);
  for (size_t i = 0; i < length; i += count) {
    cl_tick(L, e);
    count = length - i < PIECE ? length - i : PIECE;
    each(to + (backwards ? length - i - count : i), text + i, count);
  }
  luaL_pushresultsize(&b, length);
  return 1;
}

static void lower(char *to, const char *from, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = (char)tolower((unsigned char)from[i]);
}

static void upper(char *to, const char *from, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = (char)toupper((unsigned char)from[i]);
}

static void reverse(char *to, const char *from, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = from[count - 1 - i];
}

static int string_lower(lua_State *L) { return in_pieces(L, lower, false); }
static int string_upper(lua_State *L) { return in_pieces(L, upper, false); }
static int string_reverse(lua_State *L) { return in_pieces(L, reverse, true); }

const luaL_Reg cl_string_functions[] = {
    {"char", cl_string_char},         {"find", string_find},   {"format", cl_string_format},
    {"gmatch", string_gmatch},        {"gsub", string_gsub},   {"lower", string_lower},
    {"match", string_match},          {"pack", cl_string_pack}, {"packsize", cl_string_packsize},
    {"rep", string_rep},              {"reverse", string_reverse}, {"unpack", cl_string_unpack},
    {"upper", string_upper},          {NULL, NULL}};
