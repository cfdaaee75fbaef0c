// A heap is the memory of one engine. It is let go of as a whole: closing a state costs the same
// however many values it holds, and so does leaving one behind in the middle of an operation.
#ifndef CL_HEAP_H
#define CL_HEAP_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "stacks.h"

#define CL_HEAP_STEP 16
#define CL_HEAP_CLASSES 32

typedef struct cl_slab cl_slab;
typedef struct cl_region cl_region;

// A block of its own, in a list of all.
typedef struct cl_large {
  struct cl_large *previous, *next;
} cl_large;

typedef struct cl_heap {
  cl_slab *open[CL_HEAP_CLASSES];  // with places left, by size
  cl_slab *spare;
  cl_region *regions;
  cl_large *large;
  cl_stack *stacks;
  size_t next_region;
  // The lists are being changed or the system's allocator is at work: no moment to leave.
  volatile sig_atomic_t busy;
} cl_heap;

// As realloc and free, with the size that the block has. NULL when there is no memory.
void *cl_heap_resize(cl_heap *heap, void *pointer, size_t old_size, size_t size);
// As the functions of stacks.h.
void *cl_heap_new_stack(cl_heap *heap, size_t size);
bool cl_heap_resize_stack(cl_heap *heap, void *stack, size_t size);
bool cl_heap_free_stack(cl_heap *heap, void *stack);
// `size` is about what all blocks hold.
void cl_heap_drop(cl_heap *heap, size_t size);

#endif
