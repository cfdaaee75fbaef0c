#include "column.h"

namespace csj {

namespace {

/// Calls `with` for each array that has one entry a row, until one call fails.
template <typename Do>
bool each_row_array(Column &column, Do with) {
  switch (column.kind) {
    case CSJ_TEXT:
    case CSJ_JSON:
    case CSJ_SYMBOLS:
      return with(column.starts) && with(column.lengths);
    case CSJ_SYMBOL:
      return with(column.codes);
    case CSJ_DECIMAL:
      return with(column.numbers) && with(column.scales);
    case CSJ_INTEGER:
    case CSJ_MINUTE:
      return with(column.numbers);
    case CSJ_BOOLEAN:
      return with(column.flags);
    case CSJ_DAY:
      return with(column.days);
  }
  return true;
}

}  // namespace

bool Column::reserve(size_t count) {
  return each_row_array(*this, [count](auto &array) { return array.reserve(count); });
}

void Column::leave_out(uint32_t row, bool is_null) {
  switch (kind) {
    case CSJ_TEXT:
    case CSJ_JSON:
    case CSJ_SYMBOLS:
      starts.items[row] = 0;
      lengths.items[row] = is_null ? CSJ_NULL_CODE : CSJ_MISSING_CODE;
      break;
    case CSJ_SYMBOL:
      codes.items[row] = is_null ? CSJ_NULL_CODE : CSJ_MISSING_CODE;
      break;
    case CSJ_DECIMAL:
      scales.items[row] = 0;
      [[fallthrough]];
    case CSJ_INTEGER:
    case CSJ_MINUTE:
      numbers.items[row] = is_null ? CSJ_NULL_NUMBER : CSJ_MISSING_NUMBER;
      break;
    case CSJ_BOOLEAN:
      flags.items[row] = is_null ? CSJ_NULL_FLAG : CSJ_MISSING_FLAG;
      break;
    case CSJ_DAY:
      days.items[row] = is_null ? CSJ_NULL_DAY : CSJ_MISSING_DAY;
      break;
  }
}

void Column::give(uint32_t rows, csj_column &to) {
  each_row_array(*this, [rows](auto &array) {
    array.count = rows;
    return true;
  });
  to.kind = kind;
  to.item_count = static_cast<uint32_t>(items.count);
  to.byte_count = strings.bytes.count;
  to.entry_count = static_cast<uint32_t>(strings.ends.count);
  to.codes = codes.take();
  to.numbers = numbers.take();
  to.days = days.take();
  to.flags = flags.take();
  to.scales = scales.take();
  to.starts = starts.take();
  to.lengths = lengths.take();
  to.items = items.take();
  to.bytes = strings.bytes.take();
  to.entry_ends = strings.ends.take();
}

}  // namespace csj
