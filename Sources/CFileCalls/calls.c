#define _GNU_SOURCE
#include "CFileCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

int cfc_open_directory(int directory, const char *name) {
  return openat(directory, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int cfc_exchange(int from_directory, const char *from, int to_directory, const char *to) {
  return renameat2(from_directory, from, to_directory, to, RENAME_EXCHANGE);
}

int cfc_move(int from_directory, const char *from, int to_directory, const char *to) {
  return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
}

int cfc_try_lock(int descriptor) {
  struct flock whole;
  memset(&whole, 0, sizeof whole);
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  int result = fcntl(descriptor, F_OFD_SETLK, &whole);
  if (result < 0 && errno == EACCES) errno = EAGAIN;
  return result;
}

int cfc_start_writing(int descriptor) {
  return sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
}

// More at once would wait for the same journal.
enum { most_threads = 4 };

struct syncing {
  const int *descriptors;
  int *errors;
  int count;
  atomic_int next;
};

static void *sync_some(void *argument) {
  struct syncing *all = argument;
  int i;
  while ((i = atomic_fetch_add(&all->next, 1)) < all->count)
    all->errors[i] = fsync(all->descriptors[i]) == 0 ? 0 : errno;
  return NULL;
}

void cfc_sync_all(const int *descriptors, int *errors, int count) {
  struct syncing all = {descriptors, errors, count, 0};
  pthread_t threads[most_threads];
  int started = 1;
  // What no thread can be had for, this one does.
  while (started < count && started < most_threads &&
         pthread_create(&threads[started], NULL, sync_some, &all) == 0)
    started++;
  sync_some(&all);
  while (--started > 0) pthread_join(threads[started], NULL);
}

int cfc_is_on_network(int descriptor) {
  struct statfs system;
  if (fstatfs(descriptor, &system) != 0) return 0;
  switch ((unsigned long)system.f_type & 0xFFFFFFFFUL) {
    case 0x6969UL:      // NFS
    case 0x517BUL:      // SMB
    case 0xFF534D42UL:  // CIFS
    case 0xFE534D42UL:  // SMB2
    case 0x65735546UL:  // FUSE: sshfs and the like
    case 0x01021997UL:  // 9P
    case 0x00C36400UL:  // Ceph
      return 1;
    default:
      return 0;
  }
}
