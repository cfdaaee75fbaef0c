// Memory of a state is counted, and refused only where Lua may raise. In a host section an error
// would jump over Swift: there nothing is refused, and a request that the machine itself cannot
// meet is met from a reserve. When that is used up, too, the process ends, as it does when Swift
// finds no memory for an object.
#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESERVE ((size_t)64 << 10)
#define NO_PLACE SIZE_MAX
#define SLOT 16  // bytes of a stack that hold one value

static bool is_past_limit(const cl_engine *e, size_t old_size, size_t size) {
  return e->limits.bytes && e->bytes - old_size + size > e->limits.bytes;
}

// Lua asks again after an emergency collection; the second refusal of the same size ends the
// run. In a host section the overrun is noted and ends the run when Swift has returned.
static bool refuse(cl_engine *e, size_t old_size, size_t size) {
  if (!e->enforcing) {
    if (is_past_limit(e, old_size, size)) e->overrun = true;
    return false;
  }
  bool injected = e->fail_in && --e->fail_in == 0;
  if (injected && !e->fail_once) e->fail_in = 1;
  if (!injected && !is_past_limit(e, old_size, size)) return false;
  if (!e->main) return true;  // the state is still being made
  // A buffer of the string library asks only once: its place has to be noted at the first time.
  if (!e->dead) {
    cl_trace_clear(e);
    cl_trace_add(e, e->running, 0);
    e->trace_of_refusal = true;
  }
  if (e->refused == size) cl_die(e, e->running, CL_MEMORY);
  e->refused = size;
  return true;
}

// While the state is set up and in the host sections of a run.
static bool starves(cl_engine *e) {
  return e->starve_in && (e->depth || !e->began) && --e->starve_in == 0;
}

// The first block that a state asks for is its main thread.
static void *resize(cl_engine *e, void *pointer, size_t old_size, size_t size) {
  if (e->housed) return cl_heap_resize(&e->heap, pointer, old_size, size);
  if (!e->home) e->home = malloc(size);
  e->housed = e->home != NULL;
  return e->home;
}

// ---- stacks, which stay where they are

static void *stack_of(const cl_engine *e) {
  return *(void **)((char *)e->running + e->lua->stack_field);
}

// For a block that is no object's.
static cl_asker asker(cl_engine *e, size_t size, const void *returns) {
  const cl_lua *lua = e->lua;
  if (!lua || size < lua->first_stack || size % SLOT) return CL_ASKS_OTHER;
  if (e->awaits_stack && size == lua->first_stack) return CL_ASKS_NEW_STACK;
  if (!e->main || returns == lua->objects) return CL_ASKS_OTHER;
  e->heap.busy = 1;
  cl_asker asker = cl_who_asks(lua);
  e->heap.busy = 0;
  return asker;
}

static void *new_stack(cl_engine *e, size_t size) {
  void *stack = cl_heap_new_stack(&e->heap, size);
  if (!stack) return NULL;
  e->awaits_stack = false;
  e->bytes += CL_STACK_COST;
  return stack;
}

static void *resize_stack(cl_engine *e, size_t size) {
  void *stack = stack_of(e);
  return cl_heap_resize_stack(&e->heap, stack, size) ? stack : NULL;
}

static void release(cl_engine *e, void *pointer, size_t size) {
  if (cl_is_stack(pointer)) {
    if (cl_heap_free_stack(&e->heap, pointer)) e->bytes -= CL_STACK_COST;
  } else if (pointer != e->home) {
    resize(e, pointer, size, 0);
  }
  e->bytes -= size;
}

// ---- any block

static void *meet(cl_engine *e, cl_asker asks, void *pointer, size_t old_size, size_t size) {
  switch (asks) {
    case CL_ASKS_NEW_STACK: return new_stack(e, size);
    case CL_ASKS_STACK: return resize_stack(e, size);
    default: return resize(e, pointer, old_size, size);
  }
}

static void *rescue(cl_engine *e, cl_asker asks, void *pointer, size_t old_size, size_t size) {
  bool had_reserve = e->reserve != NULL;
  free(e->reserve);
  e->reserve = NULL;
  e->overrun = e->starved = true;
  bool may_try = had_reserve && !e->starve_for_good;
  void *moved = may_try ? meet(e, asks, pointer, old_size, size) : NULL;
  if (moved) return moved;
  fputs("Lua: the machine is out of memory\n", stderr);
  abort();
}

void *cl_allocate(void *ud, void *pointer, size_t old_size, size_t size) {
  cl_engine *e = ud;
  if (size == 0) {
    if (pointer) release(e, pointer, old_size);
    return NULL;
  }
  size_t old = pointer ? old_size : 0;
  bool is_object = !pointer && old_size;
  cl_asker asks = CL_ASKS_OTHER;
  if (!pointer && !is_object) asks = asker(e, size, __builtin_return_address(0));
  // The stack may be any thread's: it keeps its size.
  if (asks == CL_ASKS_LESS_STACK) return NULL;
  if (size > old && refuse(e, old, size)) return NULL;
  bool starved = size > old && !e->enforcing && starves(e);
  void *moved = starved ? NULL : meet(e, asks, pointer, old, size);
  if (!moved && e->enforcing) return NULL;
  if (!moved) moved = rescue(e, asks, pointer, old, size);
  if (is_object && old_size == LUA_TTHREAD) e->awaits_stack = true;
  if (size > old) e->refused = 0;
  e->bytes = e->bytes - old + size;
  if (e->bytes > e->peak) e->peak = e->bytes;
  return moved;
}

void *cl_new(cl_engine *e, size_t size) {
  void *pointer = cl_allocate(e, NULL, 0, size);
  return memset(pointer, 0, size);
}

void cl_delete(cl_engine *e, void *pointer, size_t size) { cl_allocate(e, pointer, size, 0); }

void cl_keep_reserve(cl_engine *e) {
  if (!e->reserve) e->reserve = malloc(RESERVE);
  e->starved = !e->reserve;
}

void cl_settle(lua_State *L, cl_engine *e) {
  if (!e->overrun) return;
  e->overrun = false;
  if (e->starved) cl_die(e, L, CL_MEMORY);
  if (e->dead || !is_past_limit(e, 0, 0)) return;
  lua_gc(L, LUA_GCCOLLECT);
  if (is_past_limit(e, 0, 0)) cl_die(e, L, CL_MEMORY);
}

void cl_fail_allocation(cl_engine *e, uint64_t n, bool once) {
  e->fail_in = n;
  e->fail_once = once;
}

uint64_t cl_starve(cl_engine *e, uint64_t n, bool for_good) {
  uint64_t left = e->starve_in;
  e->starve_in = n;
  e->starve_for_good = for_good;
  return left;
}

bool cl_starved(const cl_engine *e) { return e->starved; }

// ---- objects

static void add_places(cl_engine *e) {
  size_t more = e->places ? e->places * 2 : 32, size = sizeof *e->held;
  e->held = cl_allocate(e, e->held, e->places * size, more * size);
  e->free_place = e->places;
  for (; e->places < more; e->places++)
    e->held[e->places] = (cl_held){NULL, e->places + 1 < more ? e->places + 1 : NO_PLACE};
}

size_t cl_hold(cl_engine *e, void *object) {
  if (!e->places || e->free_place == NO_PLACE) add_places(e);
  size_t place = e->free_place;
  e->free_place = e->held[place].next;
  e->held[place].object = object;
  return place;
}

void *cl_let_go(cl_engine *e, size_t place) {
  void *object = e->held[place].object;
  e->held[place] = (cl_held){NULL, e->free_place};
  e->free_place = place;
  return object;
}

void cl_release_held(cl_engine *e) {
  for (size_t i = 0; i < e->places; i++)
    if (e->held[i].object) e->host.release(e->held[i].object);
  cl_delete(e, e->held, e->places * sizeof *e->held);
  e->held = NULL;
  e->places = e->free_place = 0;
}
