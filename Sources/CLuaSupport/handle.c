// A handle is a light userdata: 64 bits that say what they stand for, and no allocation. Kind 1
// is a row of a table; its fields are read here, straight from the host's columns.
//
//   kind:4 | generation:12 | table:8 | row:40
#include "engine.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define ROW_KIND 1u
#define ROW_BITS 40
#define ROW_MASK ((UINT64_C(1) << ROW_BITS) - 1)
#define PAYLOAD_MASK ((UINT64_C(1) << 60) - 1)
#define CODE_NONE UINT32_C(0xFFFFFFFE)  // this code and the one above stand for nothing
#define SHORT_STRING 40                 // longer strings are not interned by Lua 5.4

static uint64_t bits_of(lua_State *L, int index) {
  return (uint64_t)(uintptr_t)lua_touserdata(L, index);
}

static void push_handle(lua_State *L, uint64_t bits) {
  lua_pushlightuserdata(L, (void *)(uintptr_t)bits);
}

static uint64_t row_handle(const cl_engine *e, uint8_t table, uint64_t row) {
  return (uint64_t)ROW_KIND << 60 | (uint64_t)(e->generation & 0xFFF) << 48 |
         (uint64_t)table << ROW_BITS | row;
}

static uint32_t spot(const char *pointer, uint32_t mask) {
  return (uint32_t)(((uintptr_t)pointer * UINT64_C(0x9E3779B97F4A7C15)) >> 40) & mask;
}

static const cl_key *find_key(const cl_rows *rows, const char *name, size_t length) {
  if (length > SHORT_STRING) {
    for (uint32_t i = 0; i <= rows->mask; i++)
      if (rows->keys[i].pointer && rows->keys[i].length == length &&
          memcmp(rows->keys[i].pointer, name, length) == 0)
        return &rows->keys[i];
    return NULL;
  }
  for (uint32_t i = spot(name, rows->mask); rows->keys[i].pointer; i = (i + 1) & rows->mask)
    if (rows->keys[i].pointer == name) return &rows->keys[i];
  return NULL;
}

// ---- reading a field. Upvalues: the strings made for symbols so far, the fallback's box.

static void push_symbol(lua_State *L, cl_engine *e, uint32_t code) {
  if (lua_rawgeti(L, lua_upvalueindex(1), (lua_Integer)code + 1) != LUA_TNIL) return;
  lua_pop(L, 1);
  size_t length = 0;
  const char *bytes = e->host.symbol(e->host.owner, code, &length);
  if (!bytes) {
    lua_pushnil(L);
    return;
  }
  lua_pushlstring(L, bytes, length);
  lua_pushvalue(L, -1);
  lua_rawseti(L, lua_upvalueindex(1), (lua_Integer)code + 1);
}

static void push_integer(lua_State *L, const cl_column *c, int64_t value, bool none) {
  if (none) lua_pushnil(L);
  else if (c->view == CL_VIEW_INT64) lua_pushinteger(L, value);
  else push_handle(L, (uint64_t)c->kind << 60 | ((uint64_t)value & PAYLOAD_MASK));
}

static void push_text(lua_State *L, const cl_column *c, uint64_t row) {
  uint32_t length = ((const uint32_t *)c->lengths)[row];
  if (length >= CODE_NONE) lua_pushnil(L);
  else lua_pushlstring(L, (const char *)c->bytes + ((const uint64_t *)c->values)[row], length);
}

static void push_reference(lua_State *L, cl_engine *e, const cl_column *c, uint64_t row) {
  uint32_t code = ((const uint32_t *)c->values)[row];
  int32_t target = code >= CODE_NONE ? -1 : ((const int32_t *)c->lengths)[code];
  if (target < 0) lua_pushnil(L);
  else push_handle(L, row_handle(e, c->table, (uint64_t)target));
}

// False for a column that only the host can read.
static bool push_field(lua_State *L, cl_engine *e, const cl_column *c, uint64_t row) {
  switch (c->view) {
    case CL_VIEW_INT64:
    case CL_VIEW_INT64_HANDLE: {
      int64_t value = ((const int64_t *)c->values)[row];
      push_integer(L, c, value, value <= INT64_MIN + 1);
      return true;
    }
    case CL_VIEW_INT32_HANDLE: {
      int32_t value = ((const int32_t *)c->values)[row];
      push_integer(L, c, (int64_t)(uint32_t)value, value <= INT32_MIN + 1);
      return true;
    }
    case CL_VIEW_FLAG: {
      uint8_t value = ((const uint8_t *)c->values)[row];
      if (value > 1) lua_pushnil(L);
      else lua_pushboolean(L, value);
      return true;
    }
    case CL_VIEW_SYMBOL: {
      uint32_t code = ((const uint32_t *)c->values)[row];
      if (code >= CODE_NONE) lua_pushnil(L);
      else push_symbol(L, e, code);
      return true;
    }
    case CL_VIEW_REFERENCE: push_reference(L, e, c, row); return true;
    case CL_VIEW_TEXT: push_text(L, c, row); return true;
    case CL_VIEW_COMPUTED: break;
  }
  return false;
}

static int handle_index(lua_State *L) {
  cl_engine *e = cl_of(L);
  uint64_t bits = bits_of(L, 1);
  if (bits >> 60 == ROW_KIND) {
    const cl_rows *rows = e->rows[bits >> ROW_BITS & 0xFF];
    uint64_t row = bits & ROW_MASK;
    if ((bits >> 48 & 0xFFF) != e->generation || (rows && row >= rows->count)) {
      lua_settop(L, 1);
      return cl_raise_fact(L, CL_FACT_STALE_HANDLE);
    }
    if (rows && lua_type(L, 2) == LUA_TSTRING) {
      size_t length;
      const char *name = lua_tolstring(L, 2, &length);
      const cl_key *key = find_key(rows, name, length);
      if (key && push_field(L, e, &rows->columns[key->column], row)) return 1;
    }
  }
  return cl_invoke(L, e, cl_box(L, lua_upvalueindex(2)), CL_OP_INDEX);
}

// ---- the other operations. Upvalues: which, the fallback's box.

static int handle_operation(lua_State *L) {
  int operation = (int)lua_tointeger(L, lua_upvalueindex(1));
  return cl_invoke(L, cl_of(L), cl_box(L, lua_upvalueindex(2)), operation);
}

void cl_set_handles(cl_engine *e, void *fallback) {
  static const struct {
    const char *name;
    int operation;
  } operations[] = {
      {"__newindex", CL_OP_NEWINDEX}, {"__tostring", CL_OP_TOSTRING}, {"__lt", CL_OP_LT},
      {"__le", CL_OP_LE},             {"__add", CL_OP_ADD},           {"__sub", CL_OP_SUB},
      {"__mul", CL_OP_MUL},           {"__div", CL_OP_DIV},           {"__unm", CL_OP_UNM},
      {"__concat", CL_OP_CONCAT},     {"__len", CL_OP_LEN},           {"__pairs", CL_OP_PAIRS},
      {"__call", CL_OP_CALL},
  };
  lua_State *L = e->main;
  lua_pushlightuserdata(L, NULL);
  lua_createtable(L, 0, 16);
  cl_push_box(e, L, fallback);  // handle metatable box
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
    lua_pushinteger(L, operations[i].operation);
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, handle_operation, 2);
    lua_setfield(L, -3, operations[i].name);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->symbols);
  lua_insert(L, -2);
  lua_pushcclosure(L, handle_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);  // of every light userdata
  lua_pop(L, 1);
}

void cl_set_generation(cl_engine *e, uint16_t generation) { e->generation = generation & 0xFFF; }

void cl_forget_symbols(cl_engine *e) {
  lua_State *L = e->running;
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->symbols);
  for (lua_pushnil(L); lua_next(L, -2);) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, -4);
  }
  lua_pop(L, 1);
}

// ---- defining

static const char *anchor(lua_State *L, cl_engine *e, const char *name, size_t length) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->names);
  const char *pointer = lua_pushlstring(L, name, length);
  lua_pushvalue(L, -1);
  if (length > SHORT_STRING && lua_rawget(L, -3) != LUA_TNIL) {
    pointer = lua_tostring(L, -1);  // the first string of this content is the one kept
    lua_pop(L, 3);
    return pointer;
  }
  if (length > SHORT_STRING) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
  }
  lua_pushvalue(L, -1);
  lua_rawset(L, -4);
  lua_pop(L, 2);
  return pointer;
}

static void forget_rows(cl_rows *rows) {
  if (!rows) return;
  free(rows->columns);
  free(rows->keys);
  free(rows);
}

void cl_define_rows(cl_engine *e, uint8_t table, uint64_t count, const char *const *names,
                    const size_t *lengths, const cl_column *columns, size_t fields) {
  cl_rows *rows = calloc(1, sizeof *rows);
  uint32_t size = 8;
  while (size < fields * 2 + 1) size *= 2;
  if (rows) {
    rows->columns = calloc(fields ? fields : 1, sizeof *columns);
    rows->keys = calloc(size, sizeof *rows->keys);
  }
  if (!rows || !rows->columns || !rows->keys) {
    forget_rows(rows);
    return;
  }
  rows->count = count;
  rows->fields = fields;
  rows->mask = size - 1;
  if (fields) memcpy(rows->columns, columns, fields * sizeof *columns);
  for (size_t i = 0; i < fields; i++) {
    const char *pointer = anchor(e->running, e, names[i], lengths[i]);
    uint32_t place = spot(pointer, rows->mask);
    while (rows->keys[place].pointer && rows->keys[place].pointer != pointer)
      place = (place + 1) & rows->mask;
    rows->keys[place] = (cl_key){pointer, lengths[i], (uint32_t)i};
  }
  forget_rows(e->rows[table]);
  e->rows[table] = rows;
}

bool cl_replace_column(cl_engine *e, uint8_t table, const char *name, size_t length,
                       cl_column column) {
  cl_rows *rows = e->rows[table];
  if (!rows) return false;
  const cl_key *key = find_key(rows, anchor(e->running, e, name, length), length);
  if (!key) return false;
  rows->columns[key->column] = column;
  return true;
}

// ---- walking rows

typedef struct walk {
  uint64_t base, first, next, count;
  bool listed;
  uint32_t rows[];
} walk;

static int next_row(lua_State *L) {
  walk *w = lua_touserdata(L, lua_upvalueindex(1));
  if (w->next >= w->count) return 0;
  uint64_t row = w->listed ? w->rows[w->next] : w->first + w->next;
  w->next++;
  lua_pushinteger(L, (lua_Integer)w->next);
  push_handle(L, w->base | row);
  return 2;
}

void cl_push_row_iterator(cl_engine *e, lua_State *L, uint8_t table, const uint32_t *rows,
                          uint64_t first, uint64_t count) {
  size_t listed = rows ? (size_t)count * sizeof *rows : 0;
  walk *w = lua_newuserdatauv(L, sizeof *w + listed, 0);
  w->base = row_handle(e, table, 0);
  w->first = first;
  w->next = 0;
  w->count = count;
  w->listed = rows != NULL;
  if (listed) memcpy(w->rows, rows, listed);
  lua_pushcclosure(L, next_row, 1);
}
