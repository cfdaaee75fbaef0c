// The sandbox is what a script finds in an empty state: the safe part of Lua's libraries, with
// the functions that catch errors or reach behind the host's tables replaced.
#include "engine.h"

#include <stdlib.h>
#include <string.h>

// ---- catching errors: as in lbaselib.c, except that a death passes through

static int finish_pcall(lua_State *L, int status, lua_KContext extra) {
  if (status != LUA_OK && status != LUA_YIELD) {
    cl_caught(L, cl_of(L), status);
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
  }
  return lua_gettop(L) - (int)extra;
}

static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  cl_check_stack(L, cl_of(L));
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
  return finish_pcall(L, status, 0);
}

static int guarded_handler(lua_State *L) {
  if (cl_of(L)->dead) return 1;
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

static int base_xpcall(lua_State *L) {
  int n = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  cl_check_stack(L, cl_of(L));
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  int status = lua_pcallk(L, n - 2, LUA_MULTRET, 2, 2, finish_pcall);
  return finish_pcall(L, status, 2);
}

// ---- metatables and raw access

static int base_setmetatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TTABLE) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) return cl_raise_fact(L, CL_FACT_GC_REFUSED);
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

static const char sealed = 0;  // its address marks the metatable of a sealed table

static bool is_sealed(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return false;
  bool found = lua_rawgetp(L, -1, &sealed) != LUA_TNIL;
  lua_pop(L, 2);
  return found;
}

static int base_rawset(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  lua_settop(L, 3);
  if (is_sealed(L, 1)) {
    lua_settop(L, 2);
    return cl_raise_fact(L, CL_FACT_SEALED);
  }
  lua_rawset(L, 1);
  return 1;
}

static int sealed_newindex(lua_State *L) {
  lua_settop(L, 2);
  return cl_raise_fact(L, CL_FACT_SEALED);
}

// Walks the hidden table without handing it out.
static int sealed_next(lua_State *L) {
  lua_settop(L, 2);
  if (lua_next(L, lua_upvalueindex(1))) return 2;
  lua_pushnil(L);
  return 1;
}

static int sealed_pairs(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushcclosure(L, sealed_next, 1);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

static int sealed_length(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
  return 1;
}

void cl_seal(cl_engine *e, lua_State *L) {
  (void)e;
  if (is_sealed(L, -1)) return;
  lua_newtable(L);
  lua_createtable(L, 0, 6);  // hidden proxy metatable
  lua_pushboolean(L, 1);
  lua_rawsetp(L, -2, &sealed);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, sealed_newindex);
  lua_setfield(L, -2, "__newindex");
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, -3);
  lua_pushcclosure(L, sealed_pairs, 1);
  lua_setfield(L, -2, "__pairs");
  lua_pushvalue(L, -3);
  lua_pushcclosure(L, sealed_length, 1);
  lua_setfield(L, -2, "__len");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

// ---- load

static void charge_source(lua_State *L, size_t *read, size_t more) {
  cl_engine *e = cl_of(L);
  *read += more;
  if (*read > e->limits.source) cl_die(e, L, CL_SOURCE);
  cl_poll(L, e);
}

typedef struct text {
  cl_piece piece;
  bool called;  // the pieces come from the function at index 1
  bool binary;  // the mode allows what Lua compiled before
  size_t read;
} text;

enum { RESERVED = 5 };  // keeps the current piece alive

static bool call_for_piece(lua_State *L, text *t) {
  luaL_checkstack(L, 2, "too many nested functions");
  lua_pushvalue(L, 1);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "reader function must return a string");
  lua_replace(L, RESERVED);
  t->piece.next = lua_tolstring(L, RESERVED, &t->piece.left);
  charge_source(L, &t->read, t->piece.left);
  return true;
}

static const char *read_text(lua_State *L, void *data, size_t *size) {
  text *t = data;
  *size = 0;
  if (t->called && !t->piece.left && !call_for_piece(L, t)) return NULL;
  // Such a chunk can crash the VM.
  if (t->binary && t->piece.left && *t->piece.next == *LUA_SIGNATURE)
    cl_raise_fact(L, CL_FACT_BINARY);
  t->binary = false;
  return cl_read_piece(L, &t->piece, size);
}

static int base_load(lua_State *L) {
  const char *mode = luaL_optstring(L, 3, "bt");
  bool has_environment = !lua_isnone(L, 4);
  size_t length = 0;
  const char *source = lua_tolstring(L, 1, &length);
  const char *name = luaL_optstring(L, 2, source ? source : "=(load)");
  if (!source) luaL_checktype(L, 1, LUA_TFUNCTION);
  cl_check_stack(L, cl_of(L));
  lua_settop(L, RESERVED);
  text t = {{source, length}, !source, strchr(mode, 'b') != NULL, 0};
  charge_source(L, &t.read, length);
  int status = lua_load(L, read_text, &t, name, mode);
  if (status == LUA_OK) {
    if (!has_environment) return 1;
    lua_pushvalue(L, 4);
    if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);
    return 1;
  }
  cl_caught(L, cl_of(L), status);
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

// ---- opening

static const luaL_Reg replaced[] = {{"pcall", base_pcall},   {"xpcall", base_xpcall},
                                    {"setmetatable", base_setmetatable},
                                    {"rawset", base_rawset}, {"load", base_load},
                                    {NULL, NULL}};

static const char *const kept[] = {"assert", "error",    "getmetatable", "ipairs", "next",
                                   "pairs",  "rawequal", "rawget",       "rawlen", "select",
                                   "tonumber", "tostring", "type",       "_VERSION", NULL};
static const char *const kept_os[] = {"clock", "date", "difftime", "time", NULL};

// Moves the names out of the library on top into a new table that takes its place.
static void keep(lua_State *L, const char *const *names) {
  lua_newtable(L);
  for (; *names; names++) {
    lua_getfield(L, -2, *names);
    lua_setfield(L, -2, *names);
  }
  lua_remove(L, -2);
}

static void open_library(lua_State *L, const char *name, lua_CFunction open) {
  lua_pushcfunction(L, open);
  lua_pushstring(L, name);
  lua_call(L, 1, 1);
}

// Argument errors find a function's name through this table of the registry.
void cl_name_library(lua_State *L, const char *name) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

void cl_open_sandbox(lua_State *L) {
  open_library(L, "_G", luaopen_base);
  keep(L, kept);
  luaL_setfuncs(L, replaced, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "_G");
  cl_name_library(L, "_G");
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  static const luaL_Reg libraries[] = {{"string", luaopen_string}, {"table", luaopen_table},
                                       {"math", luaopen_math},     {"utf8", luaopen_utf8},
                                       {"os", luaopen_os},         {NULL, NULL}};
  for (const luaL_Reg *l = libraries; l->name; l++) {
    open_library(L, l->name, l->func);
    if (l->func == luaopen_string) luaL_setfuncs(L, cl_string_functions, 0);
    if (l->func == luaopen_table) {
      luaL_setfuncs(L, cl_table_functions, 0);
      cl_replace_sort(L);
    }
    if (l->func == luaopen_math) luaL_setfuncs(L, cl_math_functions, 0);
    if (l->func == luaopen_utf8) luaL_setfuncs(L, cl_utf8_functions, 0);
    if (l->func == luaopen_os) {
      keep(L, kept_os);
      cl_replace_date(L);
    }
    cl_name_library(L, l->name);
    lua_setglobal(L, l->name);
  }
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

// Upvalue: the whole name.
static int removed(lua_State *L) {
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(1));
  return cl_raise_fact(L, CL_FACT_REMOVED);
}

void cl_remove(cl_engine *e, const char *library, const char *name) {
  lua_State *L = e->main;
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_pushstring(L, library);
  if (lua_rawget(L, -2) == LUA_TTABLE) {
    lua_pushstring(L, name);
    lua_pushfstring(L, "%s.%s", library, name);
    lua_pushcclosure(L, removed, 1);
    lua_rawset(L, -3);
  }
  lua_pop(L, 2);
}

static int unknown_global(lua_State *L) {
  return cl_invoke(L, cl_of(L), cl_box(L, lua_upvalueindex(1)), 0);
}

void cl_set_globals(cl_engine *e, void *unknown, void *facts) {
  lua_State *L = e->main;
  cl_push_box(e, L, facts);
  luaL_ref(L, LUA_REGISTRYINDEX);
  e->facts = facts;
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_createtable(L, 0, 2);
  cl_push_box(e, L, unknown);
  lua_pushcclosure(L, unknown_global, 1);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}
