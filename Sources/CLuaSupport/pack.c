// `string.pack` and its kin, which look at the limits at every option of their format.
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "pattern.h"

#define INTEGER_MOST 16  // bytes of one
#define INTEGER_SIZE ((int)sizeof(lua_Integer))
#define LARGEST ((size_t)INT_MAX)

typedef enum option {
  SIGNED,
  UNSIGNED,
  FLOAT,
  DOUBLE,
  FIXED,   // a string of a given size
  COUNTED,  // a string after its length
  ENDED,   // a string before a zero
  PADDING,
  ALIGNED,  // padding as the next option wants it
  NOTHING,
} option;

typedef struct reader {
  lua_State *L;
  cl_engine *engine;
  const char *format;
  bool little;
  int most_aligned;
  int size, padding;  // of the option that was read last
} reader;

static reader reader_make(lua_State *L) {
  return (reader){L, cl_of(L), luaL_checkstring(L, 1), true, 1, 0, 0};
}

// ---- the format

static int number(reader *r, int otherwise) {
  if (*r->format < '0' || *r->format > '9') return otherwise;
  int n = 0;
  do n = n * 10 + (*r->format++ - '0');
  while (*r->format >= '0' && *r->format <= '9' && n <= (INT_MAX - 9) / 10);
  return n;
}

static int integer_size(reader *r, int otherwise) {
  int n = number(r, otherwise);
  if (n > INTEGER_MOST || n <= 0)
    return luaL_error(r->L, "integral size (%d) out of limits [1,%d]", n, INTEGER_MOST);
  return n;
}

static option set_order(reader *r, char letter) {
  const int native = 1;
  struct {
    char c;
    union {
      LUAI_MAXALIGN;
    } u;
  } widest;
  switch (letter) {
    case ' ': break;
    case '<': r->little = true; break;
    case '>': r->little = false; break;
    case '=': r->little = *(const char *)&native == 1; break;
    case '!':
      r->most_aligned = integer_size(r, (int)((char *)&widest.u - (char *)&widest));
      break;
    default: luaL_error(r->L, "invalid format option '%c'", letter);
  }
  return NOTHING;
}

static option sized(reader *r, size_t size, option kind) {
  r->size = (int)size;
  return kind;
}

static option read_option(reader *r) {
  char letter = *r->format++;
  r->size = 0;
  switch (letter) {
    case 'b': return sized(r, sizeof(char), SIGNED);
    case 'B': return sized(r, sizeof(char), UNSIGNED);
    case 'h': return sized(r, sizeof(short), SIGNED);
    case 'H': return sized(r, sizeof(short), UNSIGNED);
    case 'l': return sized(r, sizeof(long), SIGNED);
    case 'L': return sized(r, sizeof(long), UNSIGNED);
    case 'j': return sized(r, sizeof(lua_Integer), SIGNED);
    case 'J': return sized(r, sizeof(lua_Integer), UNSIGNED);
    case 'T': return sized(r, sizeof(size_t), UNSIGNED);
    case 'f': return sized(r, sizeof(float), FLOAT);
    case 'n':
    case 'd': return sized(r, sizeof(double), DOUBLE);
    case 'i': return sized(r, (size_t)integer_size(r, sizeof(int)), SIGNED);
    case 'I': return sized(r, (size_t)integer_size(r, sizeof(int)), UNSIGNED);
    case 's': return sized(r, (size_t)integer_size(r, sizeof(size_t)), COUNTED);
    case 'c':
      r->size = number(r, -1);
      if (r->size == -1) luaL_error(r->L, "missing size for format option 'c'");
      return FIXED;
    case 'z': return ENDED;
    case 'x': return sized(r, 1, PADDING);
    case 'X': return ALIGNED;
    default: return set_order(r, letter);
  }
}

// The next option, and the padding before it when `done` bytes stand there already.
static option next_option(reader *r, size_t done) {
  cl_tick(r->L, r->engine);
  option kind = read_option(r);
  int size = r->size, align = size;
  if (kind == ALIGNED) {
    if (!*r->format || read_option(r) == FIXED || r->size == 0)
      luaL_argerror(r->L, 1, "invalid next option for option 'X'");
    align = r->size;
  }
  r->size = size;
  r->padding = 0;
  if (align <= 1 || kind == FIXED) return kind;
  if (align > r->most_aligned) align = r->most_aligned;
  if (align & (align - 1)) luaL_argerror(r->L, 1, "format asks for alignment not power of 2");
  r->padding = (align - (int)(done & (size_t)(align - 1))) & (align - 1);
  return kind;
}

// ---- bytes in order

static void reverse_if_needed(const reader *r, char *bytes, int size) {
  if (r->little) return;
  for (int i = 0, j = size - 1; i < j; i++, j--) {
    char c = bytes[i];
    bytes[i] = bytes[j];
    bytes[j] = c;
  }
}

static void add_integer(const reader *r, luaL_Buffer *b, lua_Unsigned n, int size, bool negative) {
  char *to = luaL_prepbuffsize(b, INTEGER_MOST);
  for (int i = 0; i < INTEGER_SIZE; i++, n >>= 8) to[i] = (char)n;
  if (size > INTEGER_SIZE) memset(to + INTEGER_SIZE, negative ? 255 : 0, INTEGER_MOST - INTEGER_SIZE);
  reverse_if_needed(r, to, size);
  luaL_addsize(b, (size_t)size);
}

static void add_float(const reader *r, luaL_Buffer *b, lua_Number value, bool single) {
  char *to = luaL_prepbuffsize(b, sizeof value);
  float small = (float)value;
  int size = single ? (int)sizeof small : (int)sizeof value;
  memcpy(to, single ? (const void *)&small : &value, (size_t)size);
  reverse_if_needed(r, to, size);
  luaL_addsize(b, (size_t)size);
}

static lua_Integer to_integer(const reader *r, const char *from, int size, bool is_signed) {
  char bytes[INTEGER_MOST];
  memcpy(bytes, from, (size_t)size);
  reverse_if_needed(r, bytes, size);
  lua_Unsigned n = 0;
  for (int i = (size < INTEGER_SIZE ? size : INTEGER_SIZE) - 1; i >= 0; i--)
    n = n << 8 | (unsigned char)bytes[i];
  if (size < INTEGER_SIZE && is_signed) {
    lua_Unsigned top = (lua_Unsigned)1 << (size * 8 - 1);
    n = (n ^ top) - top;
  }
  int filler = is_signed && (lua_Integer)n < 0 ? 255 : 0;
  for (int i = INTEGER_SIZE; i < size; i++)
    if ((unsigned char)bytes[i] != filler)
      luaL_error(r->L, "%d-byte integer does not fit into Lua Integer", size);
  return (lua_Integer)n;
}

static lua_Number to_float(const reader *r, const char *from, bool single) {
  char bytes[sizeof(lua_Number)];
  int size = single ? (int)sizeof(float) : (int)sizeof(lua_Number);
  memcpy(bytes, from, (size_t)size);
  reverse_if_needed(r, bytes, size);
  float small;
  lua_Number value;
  memcpy(single ? (void *)&small : &value, bytes, (size_t)size);
  return single ? (lua_Number)small : value;
}

// ---- pack

static void add_zeros(const reader *r, luaL_Buffer *b, size_t count) {
  for (size_t piece; count; count -= piece) {
    cl_tick(r->L, r->engine);
    piece = count < 65536 ? count : 65536;
    memset(luaL_prepbuffsize(b, piece), 0, piece);
    luaL_addsize(b, piece);
  }
}

static void pack_integer(const reader *r, luaL_Buffer *b, int argument, bool is_signed) {
  lua_Integer n = luaL_checkinteger(r->L, argument);
  if (r->size < INTEGER_SIZE) {
    int bits = r->size * 8;
    lua_Integer limit = (lua_Integer)1 << (bits - 1);
    if (is_signed) luaL_argcheck(r->L, -limit <= n && n < limit, argument, "integer overflow");
    else
      luaL_argcheck(
          r->L, (lua_Unsigned)n < (lua_Unsigned)1 << bits, argument, "unsigned overflow");
  }
  add_integer(r, b, (lua_Unsigned)n, r->size, is_signed && n < 0);
}

// Bytes written beside the option's size.
static size_t pack_string(const reader *r, luaL_Buffer *b, int argument, option kind) {
  size_t length, size = (size_t)r->size;
  const char *text = luaL_checklstring(r->L, argument, &length);
  if (kind == FIXED) {
    luaL_argcheck(r->L, length <= size, argument, "string longer than given size");
    luaL_addlstring(b, text, length);
    add_zeros(r, b, size - length);
    return 0;
  }
  if (kind == COUNTED) {
    luaL_argcheck(
        r->L, size >= sizeof(size_t) || length < (size_t)1 << (size * 8), argument,
        "string length does not fit in given size");
    add_integer(r, b, length, r->size, false);
    luaL_addlstring(b, text, length);
    return length;
  }
  luaL_argcheck(r->L, !memchr(text, 0, length), argument, "string contains zeros");
  luaL_addlstring(b, text, length);
  luaL_addchar(b, 0);
  return length + 1;
}

int cl_string_pack(lua_State *L) {
  reader r = reader_make(L);
  size_t done = 0;
  int argument = 1;
  lua_pushnil(L);  // keeps the arguments apart from the buffer
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  while (*r.format) {
    option kind = next_option(&r, done);
    done += (size_t)(r.padding + r.size);
    add_zeros(&r, &b, (size_t)r.padding);
    argument++;
    switch (kind) {
      case SIGNED:
      case UNSIGNED: pack_integer(&r, &b, argument, kind == SIGNED); break;
      case FLOAT:
      case DOUBLE: add_float(&r, &b, luaL_checknumber(L, argument), kind == FLOAT); break;
      case FIXED:
      case COUNTED:
      case ENDED: done += pack_string(&r, &b, argument, kind); break;
      case PADDING: luaL_addchar(&b, 0);  // and on: it takes no argument
      case ALIGNED:
      case NOTHING: argument--;
    }
  }
  luaL_pushresult(&b);
  return 1;
}

int cl_string_packsize(lua_State *L) {
  reader r = reader_make(L);
  size_t done = 0;
  while (*r.format) {
    option kind = next_option(&r, done);
    luaL_argcheck(L, kind != COUNTED && kind != ENDED, 1, "variable-length format");
    size_t size = (size_t)(r.size + r.padding);
    luaL_argcheck(L, size <= LARGEST && done <= LARGEST - size, 1, "format result too large");
    done += size;
  }
  lua_pushinteger(L, (lua_Integer)done);
  return 1;
}

// ---- unpack

// Pushes a string; returns how many bytes it took beside the option's size.
static size_t unpack_string(const reader *r, const char *from, size_t left, option kind) {
  size_t length = (size_t)r->size;
  if (kind == FIXED) {
    lua_pushlstring(r->L, from, length);
    return 0;
  }
  if (kind == COUNTED) {
    length = (size_t)to_integer(r, from, r->size, false);
    luaL_argcheck(r->L, length <= left - (size_t)r->size, 2, "data string too short");
    lua_pushlstring(r->L, from + r->size, length);
    return length;
  }
  const char *end = memchr(from, 0, left);
  luaL_argcheck(r->L, end != NULL, 2, "unfinished string for format 'z'");
  lua_pushlstring(r->L, from, (size_t)(end - from));
  return (size_t)(end - from) + 1;
}

int cl_string_unpack(lua_State *L) {
  reader r = reader_make(L);
  size_t length;
  const char *data = luaL_checklstring(L, 2, &length);
  size_t at = cl_start_of(luaL_optinteger(L, 3, 1), length);
  luaL_argcheck(L, at <= length, 3, "initial position out of string");
  int results = 0;
  while (*r.format) {
    option kind = next_option(&r, at);
    luaL_argcheck(
        L, (size_t)r.padding + (size_t)r.size <= length - at, 2, "data string too short");
    at += (size_t)r.padding;
    luaL_checkstack(L, 2, "too many results");
    results++;
    switch (kind) {
      case SIGNED:
      case UNSIGNED: lua_pushinteger(L, to_integer(&r, data + at, r.size, kind == SIGNED)); break;
      case FLOAT:
      case DOUBLE: lua_pushnumber(L, to_float(&r, data + at, kind == FLOAT)); break;
      case FIXED:
      case COUNTED:
      case ENDED: at += unpack_string(&r, data + at, length - at, kind); break;
      default: results--;
    }
    at += (size_t)r.size;
  }
  lua_pushinteger(L, (lua_Integer)at + 1);
  return results + 1;
}
