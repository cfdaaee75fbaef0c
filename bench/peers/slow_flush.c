// Makes each flush of a disk take SLOW_FLUSH microseconds longer, as on a disk that has no memory
// of its own. Built as a library and loaded before the others: LD_PRELOAD.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int flush(int);

static int slow(const char *name, int file) {
  flush *real = (flush *)dlsym(RTLD_NEXT, name);
  const char *wanted = getenv("SLOW_FLUSH");
  long micro = wanted ? atol(wanted) : 0;
  int result = real ? real(file) : -1;
  struct timespec more = {micro / 1000000, micro % 1000000 * 1000};
  if (micro > 0) nanosleep(&more, NULL);
  return result;
}

int fsync(int file) { return slow("fsync", file); }
int fdatasync(int file) { return slow("fdatasync", file); }
