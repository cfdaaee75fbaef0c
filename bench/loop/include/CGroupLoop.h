#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The columns of a million rows as the store has them: two keys as symbols, two numbers.
typedef struct {
  const uint32_t *first_key, *second_key;
  const int64_t *first_number, *second_number;
  size_t rows;
} group_loop_columns;

/// One group: its keys, how many rows, and the sums of both numbers.
typedef struct {
  uint32_t first_key, second_key;
  int64_t count, first_sum, second_sum;
} group_loop_group;

/// Groups by both keys, in any order; gives how many groups there are. At most `capacity` are
/// written to `groups`.
size_t group_loop(const group_loop_columns *columns, group_loop_group *groups, size_t capacity);

#ifdef __cplusplus
}
#endif
