// Rows are what the host tells of its tables: for each field name, the column that holds it.
// They can be told again while a script runs, and walked without the host.
#include "engine.h"

#include <string.h>

// ---- finding a field

static uint32_t spot(const void *string, uint32_t mask) {
  return (uint32_t)(((uintptr_t)string * UINT64_C(0x9E3779B97F4A7C15)) >> 40) & mask;
}

static const cl_key *find_long(const cl_rows *rows, const char *name, size_t length) {
  for (uint32_t i = 0; i <= rows->mask; i++)
    if (rows->keys[i].string && rows->keys[i].length == length &&
        memcmp(rows->keys[i].bytes, name, length) == 0)
      return &rows->keys[i];
  return NULL;
}

static const cl_key *find_short(const cl_rows *rows, const void *string) {
  for (uint32_t i = spot(string, rows->mask); rows->keys[i].string; i = (i + 1) & rows->mask)
    if (rows->keys[i].string == string) return &rows->keys[i];
  return NULL;
}

const cl_key *cl_find_key(lua_State *L, int index, const cl_rows *rows) {
  size_t length = 0;
  const char *name = lua_tolstring(L, index, &length);
  if (length > SHORT_STRING) return find_long(rows, name, length);
  return find_short(rows, lua_topointer(L, index));
}

static void forget_recent(cl_engine *e) { memset(e->recent, 0, sizeof e->recent); }

void cl_set_generation(cl_engine *e, uint16_t generation) {
  e->generation = generation & 0xFFF;
  forget_recent(e);
}

// ---- defining

// Leaves the kept string of this content on top.
static void push_anchored(lua_State *L, cl_engine *e, const char *name, size_t length) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->names);
  lua_pushlstring(L, name, length);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_pushvalue(L, -1);
    lua_rawset(L, -4);
    lua_pushvalue(L, -1);
  }
  lua_replace(L, -3);
  lua_pop(L, 1);
}

void cl_free_rows(cl_engine *e, cl_rows *rows) {
  if (!rows) return;
  cl_delete(e, rows->columns, rows->fields * sizeof *rows->columns);
  cl_delete(e, rows->keys, (rows->mask + (size_t)1) * sizeof *rows->keys);
  cl_delete(e, rows, sizeof *rows);
}

static cl_rows *make_rows(cl_engine *e, uint64_t count, const cl_column *columns, size_t fields) {
  uint32_t size = 8;
  while (size < fields * 2 + 1) size *= 2;
  cl_rows *rows = cl_new(e, sizeof *rows);
  rows->count = count;
  rows->fields = fields;
  rows->mask = size - 1;
  rows->keys = cl_new(e, size * sizeof *rows->keys);
  if (!fields) return rows;
  rows->columns = cl_new(e, fields * sizeof *columns);
  memcpy(rows->columns, columns, fields * sizeof *columns);
  return rows;
}

void cl_define_rows(cl_engine *e, uint8_t table, uint64_t count, const char *const *names,
                    const size_t *lengths, const cl_column *columns, size_t fields) {
  cl_rows *rows = make_rows(e, count, columns, fields);
  for (size_t i = 0; i < fields; i++) {
    lua_State *L = e->running;
    push_anchored(L, e, names[i], lengths[i]);
    const void *string = lua_topointer(L, -1);
    uint32_t place = spot(string, rows->mask);
    while (rows->keys[place].string && rows->keys[place].string != string)
      place = (place + 1) & rows->mask;
    rows->keys[place] = (cl_key){string, lua_tostring(L, -1), lengths[i], (uint32_t)i};
    lua_pop(L, 1);
  }
  forget_recent(e);
  cl_free_rows(e, e->rows[table]);
  e->rows[table] = rows;
}

bool cl_replace_column(cl_engine *e, uint8_t table, const char *name, size_t length,
                       cl_column column) {
  cl_rows *rows = e->rows[table];
  if (!rows) return false;
  push_anchored(e->running, e, name, length);
  const cl_key *key = cl_find_key(e->running, -1, rows);
  lua_pop(e->running, 1);
  if (!key) return false;
  forget_recent(e);
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
