// Small blocks lie in slabs of one size each, so that what is freed serves the next of its size;
// a slab that is empty serves any size. Lua says how long a block is when it frees it.
#include "heap.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLAB ((size_t)4096)
#define REGION_LEAST (24 * SLAB)  // an empty state
#define REGION_MOST (256 * SLAB)
#define LATER ((size_t)64 << 20)

// The sanitizer watches the system's blocks: under it each is one.
#if defined(__SANITIZE_ADDRESS__)
#define SMALL 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SMALL 0
#endif
#endif
#ifndef SMALL
#define SMALL ((size_t)CL_HEAP_STEP * CL_HEAP_CLASSES)
#endif

struct cl_slab {
  cl_slab *previous, *next;
  void *freed;        // places that were used once, each pointing to the next
  char *fresh, *end;  // places that never were
  size_t used;
};

struct cl_region {
  cl_region *next;
  void *slabs;
};

#define HEADER ((sizeof(cl_slab) + 63) / 64 * 64)

// ---- slabs

static void link_slab(cl_slab **list, cl_slab *slab) {
  slab->previous = NULL;
  slab->next = *list;
  if (*list) (*list)->previous = slab;
  *list = slab;
}

static void unlink_slab(cl_slab **list, cl_slab *slab) {
  if (slab->previous) slab->previous->next = slab->next;
  else *list = slab->next;
  if (slab->next) slab->next->previous = slab->previous;
}

// The first region of a state that was closed, for the next one: its pages are there already.
static _Atomic(void *) kept_region;

static void *first_region(void) {
  void *kept = atomic_exchange(&kept_region, NULL);
  return kept ? kept : aligned_alloc(SLAB, REGION_LEAST);
}

static void add_region(cl_heap *heap) {
  size_t size = heap->next_region ? heap->next_region : REGION_LEAST;
  heap->busy = 1;
  cl_region *region = malloc(sizeof *region);
  char *slabs = NULL;
  if (region) slabs = heap->next_region ? aligned_alloc(SLAB, size) : first_region();
  if (slabs) {
    *region = (cl_region){heap->regions, slabs};
    heap->regions = region;
    for (size_t at = size; at > 0; at -= SLAB) link_slab(&heap->spare, (cl_slab *)(slabs + at - SLAB));
    heap->next_region = size * 4 < REGION_MOST ? size * 4 : REGION_MOST;
  } else {
    free(region);
  }
  heap->busy = 0;
}

static cl_slab *open_slab(cl_heap *heap, size_t class) {
  if (!heap->spare) add_region(heap);
  cl_slab *slab = heap->spare;
  if (!slab) return NULL;
  unlink_slab(&heap->spare, slab);
  size_t size = (class + 1) * CL_HEAP_STEP, places = (SLAB - HEADER) / size;
  slab->freed = NULL;
  slab->fresh = (char *)slab + HEADER;
  slab->end = slab->fresh + places * size;
  slab->used = 0;
  link_slab(&heap->open[class], slab);
  return slab;
}

static size_t class_of(size_t size) { return (size - 1) / CL_HEAP_STEP; }

static void *take(cl_heap *heap, size_t class) {
  cl_slab *slab = heap->open[class];
  if (!slab && !(slab = open_slab(heap, class))) return NULL;
  void *place = slab->freed;
  if (place) {
    slab->freed = *(void **)place;
  } else {
    place = slab->fresh;
    slab->fresh += (class + 1) * CL_HEAP_STEP;
  }
  slab->used++;
  if (!slab->freed && slab->fresh == slab->end) unlink_slab(&heap->open[class], slab);
  return place;
}

static void give(cl_heap *heap, void *place, size_t class) {
  cl_slab *slab = (cl_slab *)((uintptr_t)place & ~(uintptr_t)(SLAB - 1));
  bool was_full = !slab->freed && slab->fresh == slab->end;
  *(void **)place = slab->freed;
  slab->freed = place;
  slab->used--;
  if (was_full) link_slab(&heap->open[class], slab);
  // One stays open, so that a size that comes and goes does not open one each time.
  if (slab->used || (!slab->previous && !slab->next)) return;
  unlink_slab(&heap->open[class], slab);
  link_slab(&heap->spare, slab);
}

// ---- giving back to the system, which takes a tenth of a second for each gigabyte: a thread of
// its own does that for much memory, so that a run that ends is over

static bool aside(void *(*work)(void *), void *what) {
  pthread_t thread;
  pthread_attr_t detached;
  sigset_t all, saved;
  if (pthread_attr_init(&detached) != 0) return false;
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &saved);
  bool made = pthread_create(&thread, &detached, work, what) == 0;
  pthread_sigmask(SIG_SETMASK, &saved, NULL);
  pthread_attr_destroy(&detached);
  return made;
}

static void *free_one(void *block) {
  free(block);
  return NULL;
}

static void free_all(cl_heap *heap) {
  for (cl_region *region = heap->regions, *next; region; region = next) {
    next = region->next;
    free(next ? region->slabs : atomic_exchange(&kept_region, region->slabs));
    free(region);
  }
  for (cl_large *block = heap->large, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  cl_stack_free_all(&heap->stacks);
}

static void *free_heap(void *heap) {
  free_all(heap);
  free(heap);
  return NULL;
}

// ---- blocks of their own

static void *resize_large(cl_heap *heap, void *pointer, size_t size) {
  cl_large *old = pointer ? (cl_large *)pointer - 1 : NULL;
  heap->busy = 1;
  cl_large *block = realloc(old, sizeof *block + size);
  if (block && !old) {
    block->previous = NULL;
    block->next = heap->large;
  }
  if (block) {
    if (block->previous) block->previous->next = block;
    else heap->large = block;
    if (block->next) block->next->previous = block;
  }
  heap->busy = 0;
  return block ? block + 1 : NULL;
}

static void free_large(cl_heap *heap, void *pointer, size_t size) {
  cl_large *block = (cl_large *)pointer - 1;
  heap->busy = 1;
  if (block->previous) block->previous->next = block->next;
  else heap->large = block->next;
  if (block->next) block->next->previous = block->previous;
  if (size < LATER || !aside(free_one, block)) free(block);
  heap->busy = 0;
}

// ---- stacks

void *cl_heap_new_stack(cl_heap *heap, size_t size) {
  heap->busy = 1;
  void *stack = cl_stack_new(&heap->stacks, size);
  heap->busy = 0;
  return stack;
}

bool cl_heap_resize_stack(cl_heap *heap, void *stack, size_t size) {
  heap->busy = 1;
  bool is_done = cl_stack_resize(stack, size);
  heap->busy = 0;
  return is_done;
}

bool cl_heap_free_stack(cl_heap *heap, void *stack) {
  heap->busy = 1;
  bool is_gone = cl_stack_free(&heap->stacks, stack);
  heap->busy = 0;
  return is_gone;
}

// ---- any size

static void free_block(cl_heap *heap, void *pointer, size_t size) {
  if (size <= SMALL) give(heap, pointer, class_of(size));
  else free_large(heap, pointer, size);
}

void *cl_heap_resize(cl_heap *heap, void *pointer, size_t old_size, size_t size) {
  if (!pointer) return size <= SMALL ? take(heap, class_of(size)) : resize_large(heap, NULL, size);
  if (size == 0) {
    free_block(heap, pointer, old_size);
    return NULL;
  }
  bool was_small = old_size <= SMALL, small = size <= SMALL;
  if (!was_small && !small) return resize_large(heap, pointer, size);
  if (was_small && small && class_of(old_size) == class_of(size)) return pointer;
  void *moved = small ? take(heap, class_of(size)) : resize_large(heap, NULL, size);
  if (!moved) return NULL;
  memcpy(moved, pointer, old_size < size ? old_size : size);
  free_block(heap, pointer, old_size);
  return moved;
}

void cl_heap_drop(cl_heap *heap, size_t size) {
  cl_heap *copy = size < LATER ? NULL : malloc(sizeof *copy);
  if (copy) *copy = *heap;
  if (!copy || !aside(free_heap, copy)) {
    free(copy);
    free_all(heap);
  }
  memset(heap, 0, sizeof *heap);
}
