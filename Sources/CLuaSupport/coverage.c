// Coverage says which lines of the sources that a state loads could run, and which of them did.
// What could run is read from the compiled chunk, functions that nobody has made included; what
// did is told by a hook for each line, which stays on beside the one that asks about limits.
#include "engine.h"

#include <stdlib.h>
#include <string.h>

enum { CAN_RUN = 1, RAN = 2 };

struct cl_coverage {
  size_t count, room;
  cl_covered *files;
  size_t recent;  // the file that was asked for last
};

// ---- the files

static cl_covered *find_file(cl_coverage *c, const char *source) {
  if (c->recent < c->count && strcmp(c->files[c->recent].source, source) == 0)
    return &c->files[c->recent];
  for (size_t i = 0; i < c->count; i++) {
    if (strcmp(c->files[i].source, source) != 0) continue;
    c->recent = i;
    return &c->files[i];
  }
  return NULL;
}

static cl_covered *add_file(cl_coverage *c, const char *source) {
  if (c->count == c->room) {
    size_t room = c->room ? c->room * 2 : 16;
    cl_covered *files = realloc(c->files, room * sizeof *files);
    if (!files) return NULL;
    c->files = files;
    c->room = room;
  }
  char *name = strdup(source);
  if (!name) return NULL;
  c->files[c->count] = (cl_covered){name, 0, NULL};
  return &c->files[c->count++];
}

static void can_run(cl_covered *file, size_t line) {
  if (line >= file->lines) {
    size_t lines = line + line / 2 + 32;
    unsigned char *marks = realloc(file->marks, lines);
    if (!marks) return;
    memset(marks + file->lines, 0, lines - file->lines);
    file->marks = marks;
    file->lines = lines;
  }
  file->marks[line] |= CAN_RUN;
}

// In the hook: allocates nothing.
void cl_cover_line(lua_State *L, cl_engine *e, lua_Debug *ar) {
  if (!lua_getinfo(L, "S", ar) || ar->source[0] != '@' || ar->currentline < 0) return;
  cl_covered *file = find_file(e->coverage, ar->source + 1);
  size_t line = (size_t)ar->currentline;
  if (file && line < file->lines) file->marks[line] |= RAN;
}

// ---- what could run: the chunk as lua_dump writes it (ldump.c of Lua 5.4)

typedef struct chunk {
  unsigned char *bytes;
  size_t count, room;
  size_t next;
  bool broken;  // its end came too soon, or there was no memory for it
} chunk;

static int keep_piece(lua_State *L, const void *piece, size_t size, void *data) {
  (void)L;
  chunk *c = data;
  if (c->room - c->count < size) {
    size_t room = (c->count + size) * 2;
    unsigned char *bytes = realloc(c->bytes, room);
    if (!bytes) return 1;
    c->bytes = bytes;
    c->room = room;
  }
  memcpy(c->bytes + c->count, piece, size);
  c->count += size;
  return 0;
}

static const unsigned char *take(chunk *c, size_t size) {
  if (c->broken || c->count - c->next < size) {
    c->broken = true;
    return NULL;
  }
  const unsigned char *bytes = c->bytes + c->next;
  c->next += size;
  return bytes;
}

static unsigned char take_byte(chunk *c) {
  const unsigned char *byte = take(c, 1);
  return byte ? *byte : 0;
}

// Seven bits a byte, the highest first; the last has the eighth bit.
static size_t take_size(chunk *c) {
  size_t size = 0;
  while (!c->broken) {
    unsigned char byte = take_byte(c);
    size = size << 7 | (byte & 0x7F);
    if (byte & 0x80) break;
  }
  return c->broken ? 0 : size;
}

static void skip_string(chunk *c) {
  size_t size = take_size(c);
  if (size > 1) take(c, size - 1);
}

static void skip_constants(chunk *c) {
  for (size_t left = take_size(c); left > 0 && !c->broken; left--) {
    switch (take_byte(c)) {
      case 0x03: take(c, sizeof(lua_Integer)); break;
      case 0x13: take(c, sizeof(lua_Number)); break;
      case 0x04: case 0x14: skip_string(c); break;
    }
  }
}

#define OP_TAILCALL 69

// Whether an instruction can be reached and is a line's own. The preparation of `...` is no
// line's; the last instruction is the return that stands behind every function, which nothing may
// reach; and behind `return f(…)` stands a return that nothing does.
static bool counts(const unsigned char *code, size_t i, size_t count, bool is_vararg) {
  if (i + 1 == count || (i == 0 && is_vararg)) return false;
  if (i == 0) return true;
  uint32_t before;
  memcpy(&before, code + (i - 1) * sizeof before, sizeof before);
  return (before & 0x7F) != OP_TAILCALL;
}

// A function's lines, from its differences: 0x80 stands for one too large, whose line comes from
// the list behind.
static void lines_of_function(
    chunk *c, cl_covered *file, size_t first, bool is_vararg, const unsigned char *code,
    size_t instructions) {
  size_t count = take_size(c);
  const unsigned char *differences = take(c, count);
  if (count != instructions) c->broken = true;
  size_t line = first;
  size_t listed = take_size(c);
  for (size_t i = 0; i < count && !c->broken; i++) {
    if (differences[i] != 0x80) {
      line += (size_t)(ptrdiff_t)(signed char)differences[i];
    } else {
      take_size(c);  // the instruction's place
      line = take_size(c);
      if (listed-- == 0) c->broken = true;
    }
    if (!c->broken && counts(code, i, count, is_vararg)) can_run(file, line);
  }
  if (listed != 0) c->broken = true;
}

static void lines_of(chunk *c, cl_covered *file, int depth) {
  if (depth > 250) c->broken = true;  // Lua itself nests fewer
  skip_string(c);
  size_t first = take_size(c);
  take_size(c);  // its last line
  take_byte(c);  // parameters
  bool is_vararg = take_byte(c) != 0;
  take_byte(c);  // registers
  size_t instructions = take_size(c);
  if (instructions > SIZE_MAX / 4) c->broken = true;
  const unsigned char *code = take(c, instructions * 4);
  skip_constants(c);
  size_t upvalues = take_size(c);
  if (upvalues > 255) c->broken = true;
  take(c, upvalues * 3);
  for (size_t inner = take_size(c); inner > 0 && !c->broken; inner--) lines_of(c, file, depth + 1);
  lines_of_function(c, file, first, is_vararg, code, instructions);
  for (size_t locals = take_size(c); locals > 0 && !c->broken; locals--) {
    skip_string(c);
    take_size(c);
    take_size(c);
  }
  for (size_t names = take_size(c); names > 0 && !c->broken; names--) skip_string(c);
}

static bool is_known(chunk *c) {
  static const unsigned char head[] = "\x1bLua\x54\x00\x19\x93\r\n\x1a\n";
  const unsigned char *bytes = take(c, sizeof head - 1);
  if (!bytes || memcmp(bytes, head, sizeof head - 1) != 0) return false;
  if (take_byte(c) != 4 || take_byte(c) != sizeof(lua_Integer)) return false;
  if (take_byte(c) != sizeof(lua_Number)) return false;
  take(c, sizeof(lua_Integer) + sizeof(lua_Number) + 1);
  return !c->broken;
}

void cl_cover_source(cl_engine *e, lua_State *L, const char *source) {
  cl_covered *file = find_file(e->coverage, source);
  if (!file) file = add_file(e->coverage, source);
  chunk c = {0};
  if (file && lua_dump(L, keep_piece, &c, 0) == 0 && is_known(&c)) lines_of(&c, file, 0);
  free(c.bytes);
}

// ---- from outside

bool cl_coverage_start(cl_engine *e) {
  if (!e->coverage) e->coverage = calloc(1, sizeof *e->coverage);
  return e->coverage != NULL;
}

size_t cl_coverage_count(const cl_engine *e) { return e->coverage ? e->coverage->count : 0; }

const cl_covered *cl_coverage_file(const cl_engine *e, size_t index) {
  return index < cl_coverage_count(e) ? &e->coverage->files[index] : NULL;
}

void cl_coverage_stop(cl_engine *e) {
  if (!e->coverage) return;
  for (size_t i = 0; i < e->coverage->count; i++) {
    free(e->coverage->files[i].source);
    free(e->coverage->files[i].marks);
  }
  free(e->coverage->files);
  free(e->coverage);
  e->coverage = NULL;
}
