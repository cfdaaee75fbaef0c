/// What ships inside the command: the library of scripts and the sample plan's store, so
/// that a binary may be moved and still has them.
#ifndef CSHIPPED_H
#define CSHIPPED_H

#include <stddef.h>

typedef struct shipped_file {
  const char *path;  ///< relative to the top of the package
  const unsigned char *bytes;
  size_t length;
} shipped_file;

/// All files, in byte order of their paths.
const shipped_file *shipped_files(size_t *count);

#endif
