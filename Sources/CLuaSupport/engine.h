// The engine's inside, shared by the C files of this target only.
#ifndef CL_ENGINE_H
#define CL_ENGINE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // timers that signal one thread
#endif
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "CLuaSupport.h"
#include "asker.h"
#include "heap.h"

#define CL_FRAMES 64
#define CL_CLOSE_DEPTH 8

struct cl_flag {
  atomic_bool raised;
  atomic_int thread;  // kernel id of the thread that runs, 0 when none does
};

// What every full userdata that a script can hold looks like: an object of the host, or none.
typedef struct cl_slot {
  void *object;
  const void *type;
  size_t place;  // in the engine's list of what it holds
} cl_slot;

// One object that the engine has to release. A finalizer that cannot run, because the stack or
// the memory for its call is used up, is skipped by Lua for good; closing releases what is left.
typedef struct cl_held {
  void *object;  // NULL when the place is free
  size_t next;   // free place
} cl_held;

typedef struct cl_key {
  const void *string;  // as lua_topointer gives it: equal short strings are the same one
  const char *bytes;
  size_t length;
  uint32_t column;
} cl_key;

// The column that a field name meant last. `top` is a row handle's bits above the row: kind,
// generation and table at once. Only names that the registry keeps are here.
typedef struct cl_recent {
  const void *string;
  uint64_t top;
  uint64_t count;
  cl_column column;
  void *unused;  // one line of the cache each
} cl_recent;

#define CL_RECENT 64

typedef struct cl_profile cl_profile;
typedef struct cl_coverage cl_coverage;

typedef struct cl_rows {
  uint64_t count;
  cl_column *columns;
  size_t fields;
  cl_key *keys;  // open addressing; an empty place has no string
  uint32_t mask;
} cl_rows;

struct cl_engine {
  lua_State *main;
  lua_State *volatile running;  // the innermost thread of Lua, the one that a hook must stop
  cl_host host;
  cl_limits limits;
  cl_flag *flag;
  cl_engine *outer;  // the engine whose host function is running this one

  cl_heap heap;
  void *home;  // the block of the main thread, the same one for as long as the engine lives
  bool housed;  // the state that is being made has taken it
  const cl_lua *lua;  // NULL when stacks cannot be told from other blocks, and move
  bool awaits_stack;  // a thread was made

  size_t bytes, peak;
  bool enforcing;  // the VM runs a script: an allocation past the limit fails
  bool overrun;    // a host section went past the limit
  size_t refused;  // size of the allocation that was just refused, 0 after one that went well
  uint64_t fail_in;  // for tests
  bool fail_once;
  uint64_t starve_in;  // for tests: the host's allocation at which the machine has no memory left
  bool starve_for_good;
  bool starved;   // the reserve was needed: the run is over
  void *reserve;  // given back to the machine when it has nothing else, so that Swift can return

  cl_held *held;
  size_t places, free_place;

  uintptr_t stack_end;  // the lowest address of the C stack of the thread that runs
  int depth;    // calls from Swift into Lua under way
  uint64_t calls, call;  // host calls so far; the one that is being served
  int closing;  // coroutines being closed, one inside another
  size_t coroutines;
  uint64_t began, deadline;
  volatile sig_atomic_t pending;  // time is up or someone interrupted; the hook looks closer
  cl_death dead;
  uintptr_t floor;     // the frame of the innermost call into Lua; that of Lua lies below
  sigjmp_buf way_out;  // of the outermost call
  bool can_leave;      // it is set, and no frame of Swift lies above it
  bool lost;           // a run was left in the middle of an operation, and its state with it
  uint64_t stuck;      // computing time of the thread when the hook should have come, or 0
  bool ticking;        // the timer fires again and again
  bool timed;          // the timer exists
  timer_t timer;
  int timer_thread;

  cl_profile *profile;  // NULL when nobody asked
  cl_coverage *coverage;  // the same

  int trace_count;
  const void *trace_of;  // the error value whose coroutine frames wait for their resumer's
  bool trace_of_refusal;  // the trace is where an allocation was refused
  cl_frame trace[CL_FRAMES];

  void *facts;
  uint16_t generation;
  cl_rows *rows[256];
  cl_recent recent[CL_RECENT];
  int threads, objects, symbols, names;  // references in the registry
};

static inline cl_engine *cl_of(lua_State *L) { return *(cl_engine **)lua_getextraspace(L); }

// ---- handles: how their bits lie; see handle.c

#define ROW_KIND 1u
#define ROW_BITS 40
#define ROW_MASK ((UINT64_C(1) << ROW_BITS) - 1)
#define PAYLOAD_MASK ((UINT64_C(1) << 60) - 1)
#define SHORT_STRING 40  // longer strings are not interned by Lua 5.4

static inline void push_handle(lua_State *L, uint64_t bits) {
  lua_pushlightuserdata(L, (void *)(uintptr_t)bits);
}

static inline uint64_t row_handle(const cl_engine *e, uint8_t table, uint64_t row) {
  return (uint64_t)ROW_KIND << 60 | (uint64_t)(e->generation & 0xFFF) << 48 |
         (uint64_t)table << ROW_BITS | row;
}

static inline cl_recent *recent_of(cl_engine *e, uint64_t top, const void *string) {
  return &e->recent[((uintptr_t)string >> 4 ^ (uintptr_t)string >> 10 ^ top) % CL_RECENT];
}

// rows.c
// The key of the string at `index`.
const cl_key *cl_find_key(lua_State *L, int index, const cl_rows *rows);
void cl_free_rows(cl_engine *e, cl_rows *rows);

// memory.c
void *cl_allocate(void *ud, void *pointer, size_t old_size, size_t size);
// Zeroed, and counted as the state's. In host sections only.
void *cl_new(cl_engine *e, size_t size);
void cl_delete(cl_engine *e, void *pointer, size_t size);
void cl_keep_reserve(cl_engine *e);
// The run is over when a host section went past the memory limit.
void cl_settle(lua_State *L, cl_engine *e);
// An object that is released when the engine closes at the latest.
size_t cl_hold(cl_engine *e, void *object);
// The object at the place, which is free from then on.
void *cl_let_go(cl_engine *e, size_t place);
void cl_release_held(cl_engine *e);

// host.c
int cl_invoke(lua_State *L, cl_engine *e, void *function, int argument);
int cl_raise_fact(lua_State *L, cl_fact fact);
void *cl_box(lua_State *L, int index);
void cl_push_box(cl_engine *e, lua_State *L, void *function);

// engine.c
// What is left of a source text.
typedef struct cl_piece {
  const char *next;
  size_t left;
} cl_piece;
// A lua_Reader of small pieces: between two of them the compiler may walk all that it has made.
const char *cl_read_piece(lua_State *L, void *data, size_t *size);

// limits.c
uint64_t cl_now(void);
void cl_begin(cl_engine *e);
void cl_end(cl_engine *e);
// After a way out was taken.
void cl_left(cl_engine *e);
void cl_arm(lua_State *L);
void cl_die(cl_engine *e, lua_State *L, cl_death death);
int cl_raise_death(lua_State *L);
// For C that loops: ends the run when its time is up. Cheap while nothing is pending.
void cl_poll(lua_State *L, cl_engine *e);
// The same, at the price of one load: what ends a run also makes it pending.
static inline void cl_tick(lua_State *L, cl_engine *e) {
  if (__builtin_expect(e->pending, 0)) cl_poll(L, e);
}
void cl_stop_timer(cl_engine *e);
// Raises when the run is over; otherwise makes sure that a pending stop reaches this thread.
static inline void cl_check(lua_State *L, cl_engine *e) {
  if (e->dead) cl_raise_death(L);
  if (e->pending) cl_arm(L);
}
// To be called with the status of anything that caught an error inside a run.
static inline void cl_caught(lua_State *L, cl_engine *e, int status) {
  if (status == LUA_ERRMEM && !e->dead) cl_die(e, L, CL_MEMORY);
  if (e->dead) cl_raise_death(L);
}

// profile.c. The interval is 0 when nobody asked.
void cl_profile_begin(cl_engine *e);
uint64_t cl_profile_interval(const cl_engine *e);
void cl_profile_sample(lua_State *L, cl_engine *e, lua_Debug *ar);

// coverage.c. Only with coverage.
void cl_cover_line(lua_State *L, cl_engine *e, lua_Debug *ar);
// The function on top is what the text of that name compiled to. Never raises.
void cl_cover_source(cl_engine *e, lua_State *L, const char *source);

// C stack that nothing may begin in that calls back: it is for Lua's own recursion, which is
// counted (200 times half a kilobyte), and for what comes last: a pattern, a Swift function.
#if defined(__has_feature) && __has_feature(address_sanitizer)
#define CL_STACK_KEPT ((size_t)384 << 10)  // its frames are three times as large
#else
#define CL_STACK_KEPT ((size_t)192 << 10)
#endif
#define CL_STACK_NESTED ((size_t)100 << 10)

static inline bool cl_has_stack(const cl_engine *e, size_t kept) {
  return (uintptr_t)__builtin_frame_address(0) > e->stack_end + kept;
}
// For C functions with large frames that call back. Raises.
static inline void cl_check_stack(lua_State *L, const cl_engine *e) {
  if (!cl_has_stack(e, CL_STACK_KEPT)) luaL_error(L, "C stack overflow");
}

// trace.c
void cl_trace_clear(cl_engine *e);
void cl_trace_add(cl_engine *e, lua_State *L, int level);

// sandbox.c, coroutine.c
void cl_open_sandbox(lua_State *L);
// The library on top, for the messages of argument errors.
void cl_name_library(lua_State *L, const char *name);
void cl_open_coroutines(lua_State *L);

// strings.c, tables.c, utf8.c, sort.c, date.c: functions that look at the limits as they go
extern const luaL_Reg cl_string_functions[], cl_table_functions[], cl_utf8_functions[],
    cl_math_functions[];
// In the table on top.
void cl_replace_sort(lua_State *L);
void cl_replace_date(lua_State *L);

#endif
