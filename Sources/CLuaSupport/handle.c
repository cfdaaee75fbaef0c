// A handle is a light userdata: 64 bits that say what they stand for, and no allocation. Kind 1
// is a row of a table; its fields are read here, straight from the host's columns.
//
//   kind:4 | generation:12 | table:8 | row:40
#include "engine.h"

#define CODE_NONE UINT32_C(0xFFFFFFFE)  // this code and the one above stand for nothing

static uint64_t bits_of(lua_State *L, int index) {
  return (uint64_t)(uintptr_t)lua_touserdata(L, index);
}

// ---- reading a field. Upvalues: the strings made for symbols so far, the fallback's box.

static void push_symbol(lua_State *L, cl_engine *e, uint32_t code) {
  if (lua_rawgeti(L, lua_upvalueindex(1), (lua_Integer)code + 1) != LUA_TNIL) return;
  lua_pop(L, 1);
  size_t length = 0;
  bool enforcing = e->enforcing;
  e->enforcing = false;
  const char *bytes = e->host.symbol(e->host.owner, code, &length);
  e->enforcing = enforcing;
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
static inline __attribute__((always_inline)) bool push_field(lua_State *L, cl_engine *e, const cl_column *c, uint64_t row) {
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

// What the recent names do not answer.
static int handle_index_slowly(lua_State *L, cl_engine *e, uint64_t bits) {
  if (bits >> 60 == ROW_KIND) {
    const cl_rows *rows = e->rows[bits >> ROW_BITS & 0xFF];
    uint64_t row = bits & ROW_MASK;
    if ((bits >> 48 & 0xFFF) != e->generation || (rows && row >= rows->count)) {
      lua_settop(L, 1);
      return cl_raise_fact(L, CL_FACT_STALE_HANDLE);
    }
    const cl_key *key = rows && lua_type(L, 2) == LUA_TSTRING ? cl_find_key(L, 2, rows) : NULL;
    if (key) {
      const cl_column *column = &rows->columns[key->column];
      uint64_t top = bits >> ROW_BITS;
      if (key->length <= SHORT_STRING && column->view != CL_VIEW_COMPUTED)
        *recent_of(e, top, key->string) = (cl_recent){key->string, top, rows->count, *column, NULL};
      if (push_field(L, e, column, row)) return 1;
    }
  }
  return cl_invoke(L, e, cl_box(L, lua_upvalueindex(2)), CL_OP_INDEX);
}

// A hit says that the kind, the generation, the table and the name are right, all in one.
static int handle_index(lua_State *L) {
  cl_engine *e = cl_of(L);
  uint64_t bits = bits_of(L, 1), row = bits & ROW_MASK;
  const void *string = lua_topointer(L, 2);
  const cl_recent *r = recent_of(e, bits >> ROW_BITS, string);
  if (r->string == string && r->top == bits >> ROW_BITS && row < r->count) {
    push_field(L, e, &r->column, row);
    return 1;
  }
  return handle_index_slowly(L, e, bits);
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
  lua_createtable(L, 0, 32);
  cl_push_box(e, L, fallback);  // handle metatable box
  // Set first, `__index` has its own place in the table and is found at once.
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->symbols);
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, handle_index, 2);
  lua_setfield(L, -3, "__index");
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
    lua_pushinteger(L, operations[i].operation);
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, handle_operation, 2);
    lua_setfield(L, -3, operations[i].name);
  }
  lua_pop(L, 1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);  // of every light userdata
  lua_pop(L, 1);
}

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
