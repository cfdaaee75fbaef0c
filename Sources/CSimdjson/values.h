/// A value is what a declared field holds in one record: read strictly, put into its column.
#pragma once

#include <cstdint>
#include <string_view>

#include "column.h"
#include "dictionary.h"
#include "include/csimdjson.h"
#include "numbers.h"
#include "walk.h"

namespace csj {

class Values {
 public:
  /// The walk is shared with whoever reads the records around the values.
  Values(Walk &walk, Codes &codes) : walk_(walk), codes_(codes) {}

  /// Reads the next value; `owner` is its column's number in `codes`, and `depth` arrays and
  /// objects are open around it.
  csj_failure read(Column &column, uint32_t owner, uint32_t row, uint32_t depth);

  /// Where the value started that was read last, or the element of it that is to blame.
  uint32_t offset() const { return offset_; }

 private:
  csj_failure null(Column &column);
  csj_failure text(Column &column);
  csj_failure symbol(Column &column);
  csj_failure symbols(Column &column);
  csj_failure elements(Column &column);
  csj_failure integer(Column &column);
  csj_failure decimal(Column &column);
  csj_failure boolean(Column &column);
  csj_failure day(Column &column);
  csj_failure minute(Column &column);
  csj_failure json(Column &column);

  csj_failure code_of(std::string_view raw, Column &column, uint32_t &code);
  csj_failure number(Number &number);
  csj_failure wrong_type(uint32_t depth);

  Walk &walk_;
  Codes &codes_;
  uint32_t owner_ = 0, row_ = 0, depth_ = 0, offset_ = 0;
};

}  // namespace csj
