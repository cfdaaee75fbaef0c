/// A column holds one declared field's values, one entry a row.
#pragma once

#include <cstdint>
#include <string_view>

#include "dictionary.h"
#include "growing.h"
#include "include/csimdjson.h"

namespace csj {

struct Column {
  csj_kind kind = CSJ_TEXT;
  Growing<uint32_t> codes, starts, lengths, items;
  Growing<int64_t> numbers;
  Growing<int32_t> days;
  Growing<uint8_t> flags, scales;
  Dictionary strings;  ///< CSJ_TEXT and CSJ_JSON use its bytes only

  /// The last string as the file spells it, and its code: neighbours are often alike. No string of
  /// a file holds a bare control character, so that at first none is like it.
  std::string_view last_raw{"", 1};
  uint32_t last_code = kNoCode;

  /// Makes room for `count` rows; false when memory ran out.
  bool reserve(size_t count);

  /// The record leaves the field out, or sets it to null.
  void leave_out(uint32_t row, bool is_null);

  bool put_text(uint32_t row, std::string_view text) {
    starts.items[row] = static_cast<uint32_t>(strings.bytes.count);
    lengths.items[row] = static_cast<uint32_t>(text.size());
    return strings.bytes.append(text.data(), text.size());
  }

  /// Hands everything over to C.
  void give(uint32_t rows, csj_column &to);
};

}  // namespace csj
