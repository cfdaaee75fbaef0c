// The group by that a C++ programmer would write by hand for these columns: symbols are small
// numbers, so the groups are an array. Missing and null are the highest two symbols and the lowest
// two numbers.
#include "CGroupLoop.h"

#include <algorithm>
#include <vector>

namespace {

constexpr uint32_t first_special = 0xFFFFFFFEu;

struct key_range {
  uint32_t lowest = UINT32_MAX;
  uint32_t highest = 0;

  key_range(const uint32_t *codes, size_t rows) {
    for (size_t row = 0; row < rows; row++) {
      lowest = std::min(lowest, codes[row]);
      highest = std::max(highest, codes[row] >= first_special ? 0 : codes[row]);
    }
  }

  size_t width() const { return highest >= lowest ? size_t(highest - lowest) + 2 : 1; }
};

int64_t counted(int64_t number) { return number > INT64_MIN + 1 ? number : 0; }

}  // namespace

size_t group_loop(const group_loop_columns *columns, group_loop_group *groups, size_t capacity) {
  const auto &c = *columns;
  const key_range first(c.first_key, c.rows), second(c.second_key, c.rows);
  const size_t width = second.width();
  std::vector<group_loop_group> found(first.width() * width);
  for (size_t row = 0; row < c.rows; row++) {
    const size_t one = std::min<size_t>(c.first_key[row] - first.lowest, first.width() - 1);
    const size_t two = std::min<size_t>(c.second_key[row] - second.lowest, width - 1);
    auto &group = found[one * width + two];
    group.first_key = c.first_key[row];
    group.second_key = c.second_key[row];
    group.count++;
    group.first_sum += counted(c.first_number[row]);
    group.second_sum += counted(c.second_number[row]);
  }
  size_t written = 0;
  for (const auto &group : found) {
    if (group.count > 0 && written < capacity) groups[written++] = group;
  }
  return written;
}
