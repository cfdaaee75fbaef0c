#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "stacks.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/mman.h>

#define PLACE ((size_t)16 << 20)  // a million slots, the most that Lua 5.4 allows, and its reserve
#define MOST ((size_t)1 << 18)    // places
#define LEAST ((size_t)1 << 10)
#define KEPT ((size_t)8 << 10)   // bytes that stay with a place that is free
#define WARM ((size_t)10000)     // free places that keep theirs: as many as one state may use
#define LINE ((size_t)64)

struct cl_stack {
  cl_stack *previous, *next;  // of one engine
  size_t size, most;          // bytes now, and at most since the place was new
  bool is_resized;            // Lua is about to let go of the size before
};

// The places lie side by side; those from `fresh` on were never used.
static char *places;
static size_t count, fresh;
// Numbers of places that are free again. The first of them keep their first pages.
static uint32_t *freed;
static size_t freed_count;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void *map(void *at, size_t size, int fixed) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | fixed;
  void *start = mmap(at, size, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (start == MAP_FAILED) return NULL;
  madvise(start, size, MADV_NOHUGEPAGE);
  madvise(start, size, MADV_DONTDUMP);
  return start;
}

static void reserve_places(void) {
  freed = map(NULL, MOST * sizeof *freed, 0);
  for (size_t wanted = MOST; freed && !places && wanted >= LEAST; wanted /= 4) {
    char *start = map(NULL, (wanted + 1) * PLACE, 0);
    if (!start) continue;
    places = (char *)(((uintptr_t)start + PLACE - 1) & ~(uintptr_t)(PLACE - 1));
    count = wanted;
  }
}

static size_t number_of(const cl_stack *s) { return (size_t)((const char *)s - places) / PLACE; }

static cl_stack *place_of(const void *stack) {
  return (cl_stack *)((uintptr_t)stack & ~(uintptr_t)(PLACE - 1));
}

// Stacks begin at different lines of their page, so that they do not share the same of the cache.
static char *start_of(cl_stack *s) { return (char *)s + LINE * (1 + number_of(s) * 13 % 48); }

bool cl_have_stacks(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, reserve_places);
  return places != NULL;
}

static cl_stack *take_place(void) {
  size_t number = count;
  pthread_mutex_lock(&guard);
  if (freed_count > 0) number = freed[--freed_count];
  else if (fresh < count) number = fresh++;
  pthread_mutex_unlock(&guard);
  return number < count ? (cl_stack *)(places + number * PLACE) : NULL;
}

static void give_place(cl_stack *s) {
  pthread_mutex_lock(&guard);
  bool stays_warm = freed_count < WARM;
  pthread_mutex_unlock(&guard);
  if (stays_warm && s->most > KEPT) madvise((char *)s + KEPT, PLACE - KEPT, MADV_DONTNEED);
  // Mapping anew also gives back the pages of the map. A place where that fails is lost.
  if (!stays_warm && !map(s, PLACE, MAP_FIXED)) return;
  pthread_mutex_lock(&guard);
  freed[freed_count++] = (uint32_t)number_of(s);
  pthread_mutex_unlock(&guard);
}

void *cl_stack_new(cl_stack **list, size_t size) {
  cl_stack *s = take_place();
  if (!s) return NULL;
  *s = (cl_stack){.next = *list, .size = size, .most = size};
  if (*list) (*list)->previous = s;
  *list = s;
  return start_of(s);
}

bool cl_is_stack(const void *stack) {
  return places && (const char *)stack >= places && (const char *)stack < places + count * PLACE;
}

bool cl_stack_resize(void *stack, size_t size) {
  cl_stack *s = place_of(stack);
  char *start = start_of(s);
  if (start + size > (char *)s + PLACE) return false;
  if (s->size > size + KEPT) {
    char *end = (char *)(((uintptr_t)start + size + KEPT - 1) & ~(uintptr_t)(KEPT - 1));
    madvise(end, (size_t)((char *)s + PLACE - end), MADV_DONTNEED);
  }
  s->size = size;
  if (size > s->most) s->most = size;
  s->is_resized = true;
  return true;
}

bool cl_stack_free(cl_stack **list, void *stack) {
  cl_stack *s = place_of(stack);
  if (s->is_resized) {
    s->is_resized = false;
    return false;
  }
  if (s->previous) s->previous->next = s->next;
  else *list = s->next;
  if (s->next) s->next->previous = s->previous;
  give_place(s);
  return true;
}

void cl_stack_free_all(cl_stack **list) {
  for (cl_stack *s = *list, *next; s; s = next) {
    next = s->next;
    give_place(s);
  }
  *list = NULL;
}
