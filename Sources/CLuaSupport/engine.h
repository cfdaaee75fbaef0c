// The engine's inside, shared by the C files of this target only.
#ifndef CL_ENGINE_H
#define CL_ENGINE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // timers that signal one thread
#endif
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "CLuaSupport.h"

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
} cl_slot;

typedef struct cl_key {
  const char *pointer;  // the interned string's own bytes: equal strings have equal pointers
  size_t length;
  uint32_t column;
} cl_key;

typedef struct cl_rows {
  uint64_t count;
  cl_column *columns;
  size_t fields;
  cl_key *keys;  // open addressing; an empty place has no pointer
  uint32_t mask;
} cl_rows;

struct cl_engine {
  lua_State *main;
  lua_State *volatile running;  // the innermost thread of Lua, the one that a hook must stop
  cl_host host;
  cl_limits limits;
  cl_flag *flag;
  cl_engine *outer;  // the engine whose host function is running this one

  size_t bytes, peak;
  bool enforcing;  // the VM runs a script: an allocation past the limit fails
  bool overrun;    // a host section went past the limit
  size_t refused;  // size of the allocation that was just refused, 0 after one that went well
  uint64_t fail_in;

  int depth;    // calls from Swift into Lua under way
  int closing;  // coroutines being closed, one inside another
  size_t coroutines;
  uint64_t began, deadline;
  volatile sig_atomic_t pending;  // time is up or someone interrupted; the hook looks closer
  cl_death dead;
  bool timed;  // the timer exists
  timer_t timer;
  int timer_thread;

  int trace_count;
  const void *trace_of;  // the error value whose coroutine frames wait for their resumer's
  bool trace_of_refusal;  // the trace is where an allocation was refused
  cl_frame trace[CL_FRAMES];

  void *facts;
  uint16_t generation;
  cl_rows *rows[256];
  int threads, objects, symbols, names;  // references in the registry
};

static inline cl_engine *cl_of(lua_State *L) { return *(cl_engine **)lua_getextraspace(L); }

// engine.c
int cl_invoke(lua_State *L, cl_engine *e, void *function, int argument);
int cl_raise_fact(lua_State *L, cl_fact fact);
void *cl_box(lua_State *L, int index);
void cl_push_box(cl_engine *e, lua_State *L, void *function);

// limits.c
uint64_t cl_now(void);
void cl_begin(cl_engine *e);
void cl_end(cl_engine *e);
void cl_arm(lua_State *L);
void cl_die(cl_engine *e, lua_State *L, cl_death death);
int cl_raise_death(lua_State *L);
// For C that loops: ends the run when its time is up. Cheap while nothing is pending.
void cl_poll(lua_State *L, cl_engine *e);
void *cl_allocate(void *ud, void *pointer, size_t old_size, size_t size);
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

// trace.c
void cl_trace_clear(cl_engine *e);
void cl_trace_add(cl_engine *e, lua_State *L, int level);

// sandbox.c, coroutine.c
void cl_open_sandbox(lua_State *L);
void cl_open_coroutines(lua_State *L);

#endif
