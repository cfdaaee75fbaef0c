#include "values.h"

#include "dates.h"

namespace csj {

csj_failure Values::read(Column &column, uint32_t owner, uint32_t row, uint32_t depth) {
  owner_ = owner;
  row_ = row;
  depth_ = depth;
  offset_ = walk_.offset();
  if (walk_.peek() == 'n') return null(column);
  switch (column.kind) {
    case CSJ_TEXT:
      return text(column);
    case CSJ_SYMBOL:
      return symbol(column);
    case CSJ_SYMBOLS:
      return symbols(column);
    case CSJ_INTEGER:
      return integer(column);
    case CSJ_DECIMAL:
      return decimal(column);
    case CSJ_BOOLEAN:
      return boolean(column);
    case CSJ_DAY:
      return day(column);
    case CSJ_MINUTE:
      return minute(column);
    case CSJ_JSON:
      return json(column);
  }
  return CSJ_WRONG_TYPE;
}

csj_failure Values::null(Column &column) {
  if (const csj_failure failure = walk_.literal("null")) return failure;
  column.leave_out(row_, true);
  return CSJ_OK;
}

csj_failure Values::text(Column &column) {
  std::string_view string;
  if (walk_.peek() != '"') return wrong_type(depth_);
  if (const csj_failure failure = walk_.string(string)) return failure;
  return column.put_text(row_, string) ? CSJ_OK : CSJ_MEMORY;
}

csj_failure Values::symbol(Column &column) {
  std::string_view raw;
  if (!walk_.quoted(raw)) return wrong_type(depth_);
  return code_of(raw, column, column.codes.items[row_]);
}

csj_failure Values::symbols(Column &column) {
  if (!walk_.take('[')) return wrong_type(depth_);
  const auto start = static_cast<uint32_t>(column.items.count);
  if (!walk_.take(']')) {
    if (const csj_failure failure = elements(column)) return failure;
  }
  column.starts.items[row_] = start;
  column.lengths.items[row_] = static_cast<uint32_t>(column.items.count) - start;
  return CSJ_OK;
}

csj_failure Values::elements(Column &column) {
  do {
    std::string_view raw;
    uint32_t code = kNoCode;
    offset_ = walk_.offset();
    if (!walk_.quoted(raw)) return wrong_type(depth_ + 1);
    if (const csj_failure failure = code_of(raw, column, code)) return failure;
    if (!column.items.append(code)) return CSJ_MEMORY;
  } while (walk_.take(','));
  return walk_.take(']') ? CSJ_OK : CSJ_SYNTAX;
}

csj_failure Values::code_of(std::string_view raw, Column &column, uint32_t &code) {
  if (!same(raw, column.last_raw)) {
    std::string_view string = raw;
    if (const csj_failure failure = walk_.resolve(string)) return failure;
    const uint32_t found = codes_.of(string, owner_, column.strings);
    if (found == kNoCode) return CSJ_MEMORY;
    column.last_raw = raw;
    column.last_code = found;
  }
  code = column.last_code;
  return CSJ_OK;
}

/// What starts like a number and is none is no JSON; anything else is a value of another type.
csj_failure Values::number(Number &number) {
  const char first = walk_.peek();
  if (first != '-' && !is_digit(first)) return wrong_type(depth_);
  return walk_.number(number);
}

csj_failure Values::integer(Column &column) {
  Number written;
  if (const csj_failure failure = number(written)) return failure;
  return to_integer(written, column.numbers.items[row_]);
}

csj_failure Values::decimal(Column &column) {
  Number written;
  if (const csj_failure failure = number(written)) return failure;
  return to_decimal(written, column.numbers.items[row_], column.scales.items[row_]);
}

csj_failure Values::boolean(Column &column) {
  const char first = walk_.peek();
  if (first != 't' && first != 'f') return wrong_type(depth_);
  column.flags.items[row_] = first == 't';
  return walk_.literal(first == 't' ? "true" : "false");
}

csj_failure Values::day(Column &column) {
  std::string_view string;
  if (walk_.peek() != '"') return wrong_type(depth_);
  if (const csj_failure failure = walk_.string(string)) return failure;
  return parse_day(string, column.days.items[row_]) ? CSJ_OK : CSJ_BAD_DATE;
}

csj_failure Values::minute(Column &column) {
  std::string_view string;
  if (walk_.peek() != '"') return wrong_type(depth_);
  if (const csj_failure failure = walk_.string(string)) return failure;
  return parse_minute(string, column.numbers.items[row_]) ? CSJ_OK : CSJ_BAD_DATE;
}

csj_failure Values::json(Column &column) {
  if (const csj_failure failure = walk_.skip(depth_)) return failure;
  return column.put_text(row_, walk_.since(offset_)) ? CSJ_OK : CSJ_MEMORY;
}

/// A value of another type, if it is one at all.
csj_failure Values::wrong_type(uint32_t depth) {
  const csj_failure failure = walk_.skip(depth);
  return failure ? failure : CSJ_WRONG_TYPE;
}

}  // namespace csj
