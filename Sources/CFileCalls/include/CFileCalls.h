#ifndef CFILECALLS_H
#define CFILECALLS_H

// System calls of Linux that Swift's import of the C library leaves out. Each returns 0 unless it
// says otherwise, or −1 with errno set; ENOSYS where the system does not have the call.

// Opens a directory that is no link, only to name files below it. Gives a descriptor.
int cfc_open_directory(int directory, const char *name);

// Exchanges two names in one step: a reader of either sees the one file or the other.
int cfc_exchange(int from_directory, const char *from, int to_directory, const char *to);

// Renames, and fails with EEXIST where the new name is taken.
int cfc_move(int from_directory, const char *from, int to_directory, const char *to);

// Takes the lock of an open file description, or fails with EAGAIN. The system releases it
// when the last descriptor of that description is gone.
int cfc_try_lock(int descriptor);

// Lets the system begin to write what a later fsync would wait for.
int cfc_start_writing(int descriptor);

// Syncs files and directories at the same time, each as fsync does, and returns when all are
// through. Sets each of `errors` to 0 or to why that one failed.
void cfc_sync_all(const int *descriptors, int *errors, int count);

// 1 for a file system that lies behind a network, where other machines write too.
int cfc_is_on_network(int descriptor);

#endif
