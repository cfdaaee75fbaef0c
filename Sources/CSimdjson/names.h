/// Names are what records call their fields: the declared ones first, then others as they appear.
#pragma once

#include <cstdint>
#include <string_view>

#include "dictionary.h"
#include "growing.h"
#include "include/csimdjson.h"

namespace csj {

struct Name {
  uint64_t head = 0, head_mask = 0;  ///< its first eight bytes, and which of them it has
  uint32_t length = 0;
  uint32_t follower = kNoCode;     ///< the name that came next, last time
  uint32_t rows = 0;               ///< one more than the last row that has it
  uint32_t extra_start = kNoCode;  ///< where an undeclared name stands in `extra_bytes`
};

class Names {
 public:
  /// The codes of declared names are their indexes; false when memory ran out.
  bool declare(const csj_field *fields, uint32_t count, Codes &codes);

  /// The next name is the first of a record.
  void begin_record() { last_ = &first_; }

  /// The name's code, `kNoCode` when memory ran out. Records tend to repeat the order of the one
  /// before, so that the guess is nearly always right. Behind `name`, eight bytes must be readable.
  [[gnu::always_inline]] uint32_t of(std::string_view name, Codes &codes) {
    const uint32_t guess = *last_;
    if (guess >= known_.count || !is(guess, name)) return look_up(name, codes);
    last_ = &known_.items[guess].follower;
    return guess;
  }

  /// The name itself, until the next one comes.
  std::string_view spelling(uint32_t code) const { return strings_[code]; }

  Name &operator[](uint32_t code) { return known_.items[code]; }

 private:
  static constexpr uint32_t kOwner = kNoCode;  // columns have the small numbers

  [[gnu::always_inline]] bool is(uint32_t code, std::string_view name) const {
    const Name &known = known_.items[code];
    if (name.size() != known.length) return false;
    if ((load<uint64_t>(name.data()) & known.head_mask) != known.head) return false;
    return known.length <= 8 || same(name.substr(8), strings_[code].substr(8));
  }

  uint32_t look_up(std::string_view name, Codes &codes);
  bool add(std::string_view name);

  Dictionary strings_;
  Growing<Name> known_;
  uint32_t first_ = 0;
  uint32_t *last_ = &first_;
};

}  // namespace csj
