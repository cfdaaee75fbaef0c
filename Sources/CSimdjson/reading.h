/// A reading takes the records out of one text and puts their fields into columns.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "column.h"
#include "dictionary.h"
#include "growing.h"
#include "include/csimdjson.h"
#include "names.h"
#include "values.h"
#include "walk.h"

namespace csj {

class Reading {
 public:
  /// `usual_rows` is a guess; a good one saves moving the columns when they grow.
  Reading(const Walk &walk, Codes &codes, uint32_t usual_rows)
      : walk_(walk), codes_(codes), usual_rows_(usual_rows) {}

  /// Makes the columns; once, before `read`.
  csj_failure declare(const csj_field *fields, uint32_t count);

  /// Reads the whole text.
  csj_failure read(csj_shape shape);

  /// Hands the records over; CSJ_MEMORY leaves them here.
  csj_failure give(csj_records &to);

  /// Says where reading failed.
  void give_place(csj_failure failure, csj_records &to) const;

 private:
  csj_failure records();
  csj_failure record(uint32_t depth);
  csj_failure member(uint32_t depth);
  csj_failure duplicate(uint32_t name_offset, uint32_t depth);
  csj_failure extra(uint32_t code, uint32_t depth);
  bool make_room();
  void leave_out_rest();
  csj_failure no_records(uint32_t depth);

  Walk walk_;
  Codes &codes_;
  Values values_{walk_, codes_};
  Names names_;
  std::unique_ptr<Column[]> columns_;
  uint32_t column_count_ = 0;
  Growing<uint64_t> offsets_;
  Growing<csj_extra> extras_;
  Growing<char> extra_bytes_;
  Growing<csj_duplicate> duplicates_;
  uint32_t usual_rows_;
  uint32_t row_ = 0;
  uint32_t field_ = 0;    ///< whose value is being read
  uint32_t suspect_ = 0;  ///< where something stands that is no record
};

}  // namespace csj
