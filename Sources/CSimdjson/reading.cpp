#include "reading.h"

#include <new>

namespace csj {

csj_failure Reading::declare(const csj_field *fields, uint32_t count) {
  columns_.reset(new (std::nothrow) Column[count]);
  if (!columns_) return CSJ_MEMORY;
  column_count_ = count;
  for (uint32_t index = 0; index < count; ++index) columns_[index].kind = fields[index].kind;
  return names_.declare(fields, count, codes_) ? CSJ_OK : CSJ_MEMORY;
}

csj_failure Reading::read(csj_shape shape) {
  const csj_failure failure = shape == CSJ_ONE_RECORD ? record(0) : records();
  if (failure) return failure;
  return walk_.done() ? CSJ_OK : CSJ_SYNTAX;
}

csj_failure Reading::records() {
  if (!walk_.take('[')) return no_records(0);
  if (walk_.take(']')) return CSJ_OK;
  do {
    if (const csj_failure failure = record(1)) return failure;
  } while (walk_.take(','));
  return walk_.take(']') ? CSJ_OK : CSJ_SYNTAX;
}

/// `depth` arrays are open around the record.
csj_failure Reading::record(uint32_t depth) {
  const uint32_t start = walk_.offset();
  if (!walk_.take('{')) return no_records(depth);
  if (row_ == offsets_.capacity() && !make_room()) return CSJ_MEMORY;
  offsets_.items[row_] = start;
  names_.begin_record();
  if (!walk_.take('}')) {
    do {
      if (const csj_failure failure = member(depth + 1)) return failure;
    } while (walk_.take(','));
    if (!walk_.take('}')) return CSJ_SYNTAX;
  }
  leave_out_rest();
  ++row_;
  return CSJ_OK;
}

/// All columns grow together, so that a value needs no check.
bool Reading::make_room() {
  offsets_.count = row_;
  const size_t wanted = row_ == 0 ? usual_rows_ : row_;
  if (!offsets_.reserve(wanted + 1)) return false;
  for (uint32_t index = 0; index < column_count_; ++index) {
    if (!columns_[index].reserve(offsets_.capacity())) return false;
  }
  return true;
}

void Reading::leave_out_rest() {
  for (uint32_t index = 0; index < column_count_; ++index) {
    if (names_[index].rows != row_ + 1) columns_[index].leave_out(row_, false);
  }
}

csj_failure Reading::member(uint32_t depth) {
  const uint32_t name_offset = walk_.offset();
  std::string_view name;
  if (const csj_failure failure = walk_.name(name)) return failure;
  const uint32_t code = names_.of(name, codes_);
  if (code == kNoCode) return CSJ_MEMORY;
  Name &known = names_[code];
  if (known.rows == row_ + 1) return duplicate(name_offset, depth);
  known.rows = row_ + 1;
  if (code >= column_count_) return extra(code, depth);
  field_ = code;
  return values_.read(columns_[code], code, row_, depth);
}

csj_failure Reading::duplicate(uint32_t name_offset, uint32_t depth) {
  if (!duplicates_.append({row_, name_offset})) return CSJ_MEMORY;
  return walk_.skip(depth);
}

csj_failure Reading::extra(uint32_t code, uint32_t depth) {
  const uint32_t start = walk_.offset();
  if (const csj_failure failure = walk_.skip(depth)) return failure;
  const std::string_view name = names_.spelling(code), value = walk_.since(start);
  Name &known = names_[code];
  if (known.extra_start == kNoCode) {
    known.extra_start = static_cast<uint32_t>(extra_bytes_.count);
    if (!extra_bytes_.append(name.data(), name.size())) return CSJ_MEMORY;
  }
  const auto value_start = static_cast<uint32_t>(extra_bytes_.count);
  if (!extra_bytes_.append(value.data(), value.size())) return CSJ_MEMORY;
  const bool kept = extras_.append({row_, known.extra_start, static_cast<uint32_t>(name.size()),
                                    value_start, static_cast<uint32_t>(value.size())});
  return kept ? CSJ_OK : CSJ_MEMORY;
}

/// Something that is no record stands where one should, if it is JSON at all.
csj_failure Reading::no_records(uint32_t depth) {
  suspect_ = walk_.offset();
  const csj_failure failure = walk_.skip(depth);
  return failure ? failure : CSJ_NOT_RECORDS;
}

void Reading::give_place(csj_failure failure, csj_records &to) const {
  const bool in_field =
      failure == CSJ_WRONG_TYPE || failure == CSJ_OUT_OF_RANGE || failure == CSJ_BAD_DATE;
  to.failure = failure;
  to.row = row_;
  to.field = in_field ? static_cast<int32_t>(field_) : -1;
  to.offset = in_field                     ? values_.offset()
              : failure == CSJ_NOT_RECORDS ? suspect_
                                           : walk_.offset();
}

csj_failure Reading::give(csj_records &to) {
  if (column_count_ != 0) {
    to.columns = static_cast<csj_column *>(std::calloc(column_count_, sizeof(csj_column)));
    if (to.columns == nullptr) return CSJ_MEMORY;
  }
  to.column_count = column_count_;
  for (uint32_t index = 0; index < column_count_; ++index) {
    columns_[index].give(row_, to.columns[index]);
  }
  to.count = row_;
  to.extra_count = static_cast<uint32_t>(extras_.count);
  to.extra_byte_count = extra_bytes_.count;
  to.duplicate_count = static_cast<uint32_t>(duplicates_.count);
  offsets_.count = row_;
  to.offsets = offsets_.take();
  to.extras = extras_.take();
  to.extra_bytes = extra_bytes_.take();
  to.duplicates = duplicates_.take();
  return CSJ_OK;
}

}  // namespace csj
