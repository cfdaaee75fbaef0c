// `string.format`, which looks at the limits at every item and along its own text: a format, its
// arguments and what `__tostring` makes of them are as long as a script likes.
#include <ctype.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pattern.h"

#define SPEC_LONGEST 22  // flags, width, precision and letter
#define SPEC_ROOM 32     // those, the escape and the length modifiers
#define ITEM_ROOM 120    // of anything but `%f`
#define FLOAT_ROOM (110 + DBL_MAX_10_EXP)

typedef struct format {
  lua_State *L;
  cl_engine *engine;
  luaL_Buffer b;
  int argument;
  char spec[SPEC_ROOM];  // the item that is being written, `%` first
} format;

// ---- the specification

static const char *up_to_two_digits(const char *s) {
  for (int i = 0; i < 2 && isdigit((unsigned char)*s); i++) s++;
  return s;
}

// Holds the specification against the flags that its letter takes.
static void check(format *f, const char *flags, bool precision) {
  const char *s = f->spec + 1;
  s += strspn(s, flags);
  if (*s != '0') {
    s = up_to_two_digits(s);
    if (precision && *s == '.') s = up_to_two_digits(s + 1);
  }
  if (!isalpha((unsigned char)*s))
    luaL_error(f->L, "invalid conversion specification: '%s'", f->spec);
}

// Copies the specification that starts after the escape; returns its letter.
static const char *read_spec(format *f, const char *s) {
  size_t length = strspn(s, "-+ #0123456789.") + 1;
  if (length >= SPEC_LONGEST) luaL_error(f->L, "invalid format (too long)");
  f->spec[0] = CL_ESCAPE;
  memcpy(f->spec + 1, s, length);
  f->spec[length + 1] = 0;
  return s + length - 1;
}

// Puts a length modifier before the letter.
static void lengthen(format *f, const char *modifier) {
  size_t last = strlen(f->spec) - 1, more = strlen(modifier);
  char letter = f->spec[last];
  memcpy(f->spec + last, modifier, more);
  f->spec[last + more] = letter;
  f->spec[last + more + 1] = 0;
}

#define WRITE(f, room, value)                                                   \
  luaL_addsize(&(f)->b, (size_t)snprintf(luaL_prepbuffsize(&(f)->b, (room)), (room), (f)->spec, \
                                         (value)))

// ---- numbers

static void add_decimal(luaL_Buffer *b, lua_Integer value) {
  char digits[24], *end = digits + sizeof digits, *s = end;
  lua_Unsigned left = value < 0 ? 0 - (lua_Unsigned)value : (lua_Unsigned)value;
  do *--s = (char)('0' + left % 10);
  while (left /= 10);
  if (value < 0) *--s = '-';
  luaL_addlstring(b, s, (size_t)(end - s));
}

static void add_integer(format *f, const char *flags) {
  lua_Integer value = luaL_checkinteger(f->L, f->argument);
  if (f->spec[1] == 'd') {
    add_decimal(&f->b, value);
    return;
  }
  check(f, flags, true);
  lengthen(f, LUA_INTEGER_FRMLEN);
  WRITE(f, ITEM_ROOM, (LUAI_UACINT)value);
}

static void add_float(format *f, size_t room) {
  lua_Number value = luaL_checknumber(f->L, f->argument);
  check(f, "-+ #0", true);
  lengthen(f, LUA_NUMBER_FRMLEN);
  WRITE(f, room, (LUAI_UACNUMBER)value);
}

static void add_hexadecimal(format *f) {
  check(f, "-+ #0", true);
  lengthen(f, LUA_NUMBER_FRMLEN);
  WRITE(f, ITEM_ROOM, (LUAI_UACNUMBER)luaL_checknumber(f->L, f->argument));
}

static void add_address(format *f) {
  const void *address = lua_topointer(f->L, f->argument);
  check(f, "-", false);
  if (!address) {
    address = "(null)";
    f->spec[strlen(f->spec) - 1] = 's';
  }
  WRITE(f, ITEM_ROOM, address);
}

// ---- strings

static void add_text(format *f) {
  lua_State *L = f->L;
  size_t length;
  if (!f->spec[2] && lua_type(L, f->argument) == LUA_TSTRING) {
    const char *text = lua_tolstring(L, f->argument, &length);
    luaL_addlstring(&f->b, text, length);
    return;
  }
  const char *text = luaL_tolstring(L, f->argument, &length);
  if (f->spec[2]) {
    luaL_argcheck(L, !memchr(text, 0, length), f->argument, "string contains zeros");
    check(f, "-", true);
    if (length < 100 || strchr(f->spec, '.')) {
      WRITE(f, ITEM_ROOM, text);
      lua_pop(L, 1);
      return;
    }
  }
  luaL_addvalue(&f->b);
}

static void add_quoted(format *f, const char *s, size_t length) {
  luaL_addchar(&f->b, '"');
  for (const char *end = s + length; s < end; s++) {
    cl_tick(f->L, f->engine);
    unsigned char c = (unsigned char)*s;
    if (c == '"' || c == '\\' || c == '\n') {
      luaL_addchar(&f->b, '\\');
      luaL_addchar(&f->b, *s);
    } else if (iscntrl(c)) {
      // Three digits when another digit follows, so that it stays apart.
      char *to = luaL_prepbuffsize(&f->b, 8);
      bool digit = s + 1 < end && isdigit((unsigned char)s[1]);
      luaL_addsize(&f->b, (size_t)snprintf(to, 8, digit ? "\\%03d" : "\\%d", (int)c));
    } else {
      luaL_addchar(&f->b, *s);
    }
  }
  luaL_addchar(&f->b, '"');
}

static void add_quoted_number(format *f) {
  char *to = luaL_prepbuffsize(&f->b, ITEM_ROOM);
  int written;
  if (lua_isinteger(f->L, f->argument)) {
    lua_Integer n = lua_tointeger(f->L, f->argument);
    const char *form = n == LUA_MININTEGER ? "0x%" LUA_INTEGER_FRMLEN "x" : LUA_INTEGER_FMT;
    written = snprintf(to, ITEM_ROOM, form, (LUAI_UACINT)n);
  } else {
    lua_Number n = lua_tonumber(f->L, f->argument);
    if (n == (lua_Number)HUGE_VAL) written = snprintf(to, ITEM_ROOM, "1e9999");
    else if (n == -(lua_Number)HUGE_VAL) written = snprintf(to, ITEM_ROOM, "-1e9999");
    else if (n != n) written = snprintf(to, ITEM_ROOM, "(0/0)");
    else written = snprintf(to, ITEM_ROOM, "%" LUA_NUMBER_FRMLEN "a", (LUAI_UACNUMBER)n);
  }
  luaL_addsize(&f->b, (size_t)written);
}

static void add_literal(format *f) {
  lua_State *L = f->L;
  if (f->spec[2]) luaL_error(L, "specifier '%%q' cannot have modifiers");
  size_t length;
  switch (lua_type(L, f->argument)) {
    case LUA_TSTRING: {
      const char *text = lua_tolstring(L, f->argument, &length);
      add_quoted(f, text, length);
      break;
    }
    case LUA_TNUMBER: add_quoted_number(f); break;
    case LUA_TNIL:
    case LUA_TBOOLEAN:
      luaL_tolstring(L, f->argument, NULL);
      luaL_addvalue(&f->b);
      break;
    default: luaL_argerror(L, f->argument, "value has no literal form");
  }
}

// ---- the whole format

static void add_item(format *f, char letter) {
  switch (letter) {
    case 'c':
      check(f, "-", false);
      WRITE(f, ITEM_ROOM, (int)luaL_checkinteger(f->L, f->argument));
      break;
    case 'd':
    case 'i': add_integer(f, "-+ 0"); break;
    case 'u': add_integer(f, "-0"); break;
    case 'o':
    case 'x':
    case 'X': add_integer(f, "-#0"); break;
    case 'a':
    case 'A': add_hexadecimal(f); break;
    case 'f': add_float(f, FLOAT_ROOM); break;
    case 'e':
    case 'E':
    case 'g':
    case 'G': add_float(f, ITEM_ROOM); break;
    case 'p': add_address(f); break;
    case 'q': add_literal(f); break;
    case 's': add_text(f); break;
    default: luaL_error(f->L, "invalid conversion '%s' to 'format'", f->spec);
  }
}

// Adds text up to the next item; returns where that starts, after its escape, or NULL.
static const char *add_plain(format *f, const char *s, const char *end) {
  for (;;) {
    const char *mark = memchr(s, CL_ESCAPE, (size_t)(end - s));
    cl_tick(f->L, f->engine);
    luaL_addlstring(&f->b, s, (size_t)((mark ? mark : end) - s));
    if (!mark || mark[1] != CL_ESCAPE) return mark ? mark + 1 : NULL;
    luaL_addchar(&f->b, CL_ESCAPE);
    s = mark + 2;
  }
}

int cl_string_format(lua_State *L) {
  size_t length;
  const char *s = luaL_checklstring(L, 1, &length), *end = s + length;
  int last = lua_gettop(L);
  cl_check_stack(L, cl_of(L));
  format f;
  f.L = L;
  f.engine = cl_of(L);
  f.argument = 1;
  luaL_buffinit(L, &f.b);
  while ((s = add_plain(&f, s, end))) {
    if (++f.argument > last) return luaL_argerror(L, f.argument, "no value");
    s = read_spec(&f, s);
    add_item(&f, *s++);
  }
  luaL_pushresult(&f.b);
  return 1;
}
