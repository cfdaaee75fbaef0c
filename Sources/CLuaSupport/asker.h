// What the allocator is asked for. Lua says it only of new objects; of all other blocks nothing
// tells a thread's stack from a table's part but the function of Lua that asks.
#ifndef CL_ASKER_H
#define CL_ASKER_H

#include <stdbool.h>
#include <stddef.h>

typedef enum cl_asker {
  CL_ASKS_OTHER,
  CL_ASKS_NEW_STACK,
  CL_ASKS_STACK,       // another size for the stack of the thread that runs
  CL_ASKS_LESS_STACK,  // the collector, for the stack of any thread
} cl_asker;

// The layout and the functions of the Lua that is linked, learned by watching it once.
typedef struct cl_lua {
  bool known;           // all of the following was found
  size_t first_stack;   // bytes of a new thread's stack
  size_t stack_field;   // where a lua_State holds its stack's address
  const void *stacks;   // the function that resizes a stack
  const void *collector;  // the one through which the collector asks for that
  const void *objects;  // where a call of the allocator returns that never asks for a stack
  size_t way_field;  // where a lua_State holds the way out of its innermost protected call, or 0
} cl_lua;

const cl_lua *cl_learn_lua(void);
// To be asked inside the allocator.
cl_asker cl_who_asks(const cl_lua *lua);

#endif
