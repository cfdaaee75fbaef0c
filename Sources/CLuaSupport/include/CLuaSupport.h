// What Lua's C interface lacks for a host that must never be jumped over: one engine per Lua
// state that counts bytes, keeps the run's deadline, calls Swift, and raises only after Swift
// has returned. Names start with cl_; nothing here leaves the target Lua.
#ifndef CLUASUPPORT_H
#define CLUASUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lua_State lua_State;
typedef struct cl_engine cl_engine;
typedef struct cl_flag cl_flag;

// Why a run is over although its script did not finish.
typedef enum cl_death {
  CL_ALIVE = 0,
  CL_TIME,
  CL_MEMORY,
  CL_OUTPUT,
  CL_COROUTINES,
  CL_SOURCE,
  CL_INTERRUPTED,
  CL_LOST,  // an earlier run took the state with it
} cl_death;

// How cl_run and cl_load came out.
typedef enum cl_outcome {
  CL_DONE = 0,  // the results are on the stack
  CL_FAILED,    // one error value is on the stack
  CL_DEAD,      // nothing is on the stack; cl_dead says why
} cl_outcome;

// Refusals that C finds and Swift words; see LuaFacts in Swift.
typedef enum cl_fact {
  CL_FACT_STALE_HANDLE = 1,  // arguments: the handle
  CL_FACT_GC_REFUSED,        // a script's metatable has __gc
  CL_FACT_SEALED,            // arguments: the sealed table, the key
  CL_FACT_EMPTY_OBJECT,      // a host object that was already released
  CL_FACT_REMOVED,           // arguments: the name of a function that is not there
  CL_FACT_BINARY,            // a compiled chunk
} cl_fact;

typedef struct cl_host {
  void *owner;
  // Runs a host function; returns the number of results on top of the stack, or -1 with the
  // error value on top. Never raises.
  int (*call)(lua_State *L, void *function, int argument);
  void (*release)(void *object);
  // The bytes of an interned symbol; NULL when there is none. Never raises.
  const char *(*symbol)(void *owner, uint32_t code, size_t *length);
} cl_host;

typedef struct cl_limits {
  uint64_t nanoseconds;  // 0: none
  size_t bytes;          // 0: none
  size_t coroutines;
  size_t source;
} cl_limits;

// A place in a script. `line` is 0 for a C function.
typedef struct cl_frame {
  char source[256];
  char shown[64];  // as Lua's own messages write the source
  char name[64];
  int line;
} cl_frame;

// ---- a flag that any thread may raise to stop a run

cl_flag *cl_flag_new(void);
void cl_flag_free(cl_flag *flag);
void cl_flag_raise(cl_flag *flag);
// Whether it was raised since the last run began.
bool cl_flag_raised(const cl_flag *flag);

// ---- the engine

// Whether Lua's stacks stay where they are; see stacks.h.
bool cl_keeps_stacks(void);
// NULL without memory, or, `within` the limits, when they do not hold an empty state. `fail_in`:
// see cl_fail_allocation.
cl_engine *cl_open(cl_limits limits, cl_flag *flag, bool within, uint64_t fail_in);
void cl_set_host(cl_engine *e, cl_host host);
// Gives the bytes that were not freed: 0, or the engine has a fault.
size_t cl_close(cl_engine *e);
void cl_set_limits(cl_engine *e, cl_limits limits);
lua_State *cl_main(cl_engine *e);
lua_State *cl_running(cl_engine *e);
size_t cl_bytes(const cl_engine *e);
size_t cl_peak(const cl_engine *e);
// Nanoseconds since the outermost call began.
uint64_t cl_elapsed(const cl_engine *e);
// How many calls into Lua are under way.
int cl_depth(const cl_engine *e);
// The number of the host call that is being served; 0 when none is.
uint64_t cl_call(const cl_engine *e);
// The owner that cl_set_host was given.
void *cl_owner(lua_State *L);
// Makes the n-th growing allocation of scripts from now on fail, and unless `once` all after it
// until the run is over; 0 turns it off. For tests.
void cl_fail_allocation(cl_engine *e, uint64_t n, bool once);
// Makes the machine have no memory for the n-th growing allocation of the host from now on, with
// the reserve too if `for_good`. Gives what was left of the last count. For tests.
uint64_t cl_starve(cl_engine *e, uint64_t n, bool for_good);
// The machine had no memory since the last run began.
bool cl_starved(const cl_engine *e);

// Calls the function below `nargs` arguments. Never raises.
cl_outcome cl_run(cl_engine *e, lua_State *L, int nargs, int nresults);
// Compiles text only. Never raises; the result is one function.
cl_outcome cl_load(cl_engine *e, lua_State *L, const char *source, size_t length, const char *name);
// Replaces the value on top by what Lua's `tostring` makes of it. Never raises.
cl_outcome cl_tostring(cl_engine *e, lua_State *L);

// A run had to be left in the middle of one of Lua's own operations: the state is empty now, and
// runs nothing more.
bool cl_lost(const cl_engine *e);
cl_death cl_dead(const cl_engine *e);
// Ends the run that is under way: the trampoline raises once Swift has returned.
void cl_kill(cl_engine *e, cl_death death);

// For loops of the host over what a script made: whether the run that is under way is over.
bool cl_look(cl_engine *e, lua_State *L);

// The frames of the last failure or death, innermost first.
int cl_trace_count(const cl_engine *e);
const cl_frame *cl_trace(const cl_engine *e, int index);
// The frame at `level` of the running stack (0 is the running function). False past the end.
bool cl_where(lua_State *L, int level, cl_frame *frame);

// Stops the collector, which could run a finalizer; returns what cl_collect_again needs.
bool cl_stop_collecting(lua_State *L);
void cl_collect_again(lua_State *L, bool was_collecting);
void cl_collect(lua_State *L);
// As lua_checkstack, which may not be called here: the engine has to know whose stack grows.
bool cl_make_room(lua_State *L, int slots);

// ---- profiling

typedef struct cl_line {
  char source[256];
  int line;
  uint64_t nanoseconds, samples;
} cl_line;

// From the next outermost call on, until stopped. Asks about every `interval` nanoseconds.
bool cl_profile_start(cl_engine *e, uint64_t interval);
size_t cl_profile_count(const cl_engine *e);
const cl_line *cl_profile_line(const cl_engine *e, size_t index);
void cl_profile_stop(cl_engine *e);

// ---- coverage

// A text by the name that it was loaded with: for each line from 0 on, whether it can run (1) and
// whether it ran (2).
typedef struct cl_covered {
  char *source;
  size_t lines;
  unsigned char *marks;
} cl_covered;

// Of what is loaded from now on. To be called while nothing runs.
bool cl_coverage_start(cl_engine *e);
size_t cl_coverage_count(const cl_engine *e);
const cl_covered *cl_coverage_file(const cl_engine *e, size_t index);
void cl_coverage_stop(cl_engine *e);

// ---- coroutines

// Functions of Lua: function to coroutine; coroutine and arguments to what it yields or returns.
int cl_create_coroutine(lua_State *L);
int cl_resume_coroutine(lua_State *L);
// As `coroutine.status` says it.
const char *cl_coroutine_status(lua_State *L, lua_State *co);

// ---- host functions and objects

// Pushes a function that calls `function`, which is released with the Lua value.
void cl_push_function(cl_engine *e, lua_State *L, void *function);
// Pushes a released-with-the-value box; pops the metatable on top. A weak cache keeps
// `object == object` true as long as the Lua value lives.
void cl_push_object(cl_engine *e, lua_State *L, void *object, const void *type, int metatable);
// The object at `index` when it is of that type and was not released, else NULL.
void *cl_object_of(lua_State *L, int index, const void *type);
// Pushes the Lua value that already stands for `object`, or returns false.
bool cl_push_known(cl_engine *e, lua_State *L, const void *object, const void *type);
// The object at `index`, NULL when it is none or was released; its type through `type`.
void *cl_object(lua_State *L, int index, const void **type);
// Pushes a new metatable of host objects. Members (name to function, or name to number) are
// the table on top, which is popped; other names and assignments go to `fallback`.
void cl_push_metatable(cl_engine *e, lua_State *L, const char *name, void *fallback);

enum { CL_MEMBER_INDEX = -1, CL_MEMBER_NEWINDEX = -2 };

// ---- the sandbox

// What reads an unset global, and what words the refusals of cl_fact. Both kept by the engine.
void cl_set_globals(cl_engine *e, void *unknown, void *facts);
// A function of a library answers that it is not there.
void cl_remove(cl_engine *e, const char *library, const char *name);
// Scripts see this second wherever they ask for the present.
void cl_stop_clock(cl_engine *e, int64_t seconds);
// Replaces the table on top by one that scripts can read and not write.
void cl_seal(cl_engine *e, lua_State *L);

// ---- handles

enum {
  CL_OP_INDEX = 1,
  CL_OP_NEWINDEX,
  CL_OP_TOSTRING,
  CL_OP_LT,
  CL_OP_LE,
  CL_OP_ADD,
  CL_OP_SUB,
  CL_OP_MUL,
  CL_OP_DIV,
  CL_OP_UNM,
  CL_OP_CONCAT,
  CL_OP_LEN,
  CL_OP_PAIRS,
  CL_OP_CALL,
};

typedef enum cl_view {
  CL_VIEW_COMPUTED = 0,
  CL_VIEW_INT64,
  CL_VIEW_INT32_HANDLE,
  CL_VIEW_INT64_HANDLE,
  CL_VIEW_FLAG,
  CL_VIEW_SYMBOL,
  CL_VIEW_REFERENCE,
  CL_VIEW_TEXT,
} cl_view;

typedef struct cl_column {
  cl_view view;
  uint8_t kind;   // of the handles that the column gives
  uint8_t table;  // that a reference leads to
  const void *values;
  const void *lengths;  // of text; the rows of a reference
  const void *bytes;    // of text
} cl_column;

// Gives every light userdata its behaviour; `fallback` is asked with one of CL_OP_….
void cl_set_handles(cl_engine *e, void *fallback);
void cl_set_generation(cl_engine *e, uint16_t generation);
// Forgets the strings made for symbols so far.
void cl_forget_symbols(cl_engine *e);
void cl_define_rows(cl_engine *e, uint8_t table, uint64_t count, const char *const *names,
                    const size_t *lengths, const cl_column *columns, size_t fields);
bool cl_replace_column(cl_engine *e, uint8_t table, const char *name, size_t length,
                       cl_column column);
// Pushes a function that gives 1, row; 2, row; … Without `rows` they are first, first + 1, ….
void cl_push_row_iterator(cl_engine *e, lua_State *L, uint8_t table, const uint32_t *rows,
                          uint64_t first, uint64_t count);

#endif
