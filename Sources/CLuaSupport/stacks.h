// A stack of Lua's stays where it is for as long as its thread lives: it lies at the start of a
// place that is as long as a stack can get, of which the system gives only the pages that were
// used. Lua's own way is to move it, and Debian's 5.4.4 has code that goes on with an address of
// the old one (`a .. b .. c` with `__concat`): a script could reach memory that is no longer its.
#ifndef CL_STACKS_H
#define CL_STACKS_H

#include <stdbool.h>
#include <stddef.h>

// What a place costs besides the bytes of its stack: the rest of a page, and a page of the map.
#define CL_STACK_COST ((size_t)8192)

typedef struct cl_stack cl_stack;

// Whether the system gives room for stacks of ours at all.
bool cl_have_stacks(void);
// NULL when there is no place left.
void *cl_stack_new(cl_stack **list, size_t size);
// Whether it is the address of a stack of ours.
bool cl_is_stack(const void *stack);
// The stack has another size in the same place from now on. False when it cannot be as long.
bool cl_stack_resize(void *stack, size_t size);
// Lua lets go of a stack, or of the size that it had before it was resized. Whether the stack is
// gone.
bool cl_stack_free(cl_stack **list, void *stack);
void cl_stack_free_all(cl_stack **list);

#endif
