/// A dictionary keeps each string once and calls it by its code, counted in order of appearance.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "growing.h"

namespace csj {

constexpr uint32_t kNoCode = 0xFFFFFFFFu;

template <typename Word>
inline Word load(const char *bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Equality for strings that are mostly short: calling memcmp would cost more than comparing.
inline bool same(std::string_view left, std::string_view right) {
  const size_t size = left.size();
  if (size != right.size()) return false;
  const char *a = left.data(), *b = right.data();
  if (size > 16) return std::memcmp(a, b, size) == 0;
  if (size >= 8) {
    const size_t last = size - 8;
    return load<uint64_t>(a) == load<uint64_t>(b) &&
           load<uint64_t>(a + last) == load<uint64_t>(b + last);
  }
  if (size >= 4) {
    const size_t last = size - 4;
    return load<uint32_t>(a) == load<uint32_t>(b) &&
           load<uint32_t>(a + last) == load<uint32_t>(b + last);
  }
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

struct Dictionary {
  Growing<char> bytes;
  Growing<uint32_t> ends;

  std::string_view operator[](uint32_t code) const {
    const uint32_t start = code == 0 ? 0 : ends.items[code - 1];
    return {bytes.items + start, ends.items[code] - start};
  }

  /// The new entry's code, or `kNoCode` when memory ran out.
  uint32_t append(std::string_view string) {
    if (!ends.reserve(ends.count + 1) || !bytes.append(string.data(), string.size())) {
      return kNoCode;
    }
    ends.append(static_cast<uint32_t>(bytes.count));
    return static_cast<uint32_t>(ends.count - 1);
  }
};

/// One hash table finds the codes of all dictionaries of a file; `owner` tells them apart.
class Codes {
 public:
  /// Forgets the last file; false when memory ran out.
  bool clear();

  /// The string's code, a new one if need be; `kNoCode` when memory ran out.
  uint32_t of(std::string_view string, uint32_t owner, Dictionary &dictionary) {
    const uint32_t hash = hashed(string, owner);
    size_t at = hash & mask_;
    for (; slots_.items[at].code != kNoCode; at = (at + 1) & mask_) {
      const Slot &slot = slots_.items[at];
      if (slot.hash == hash && slot.owner == owner && same(dictionary[slot.code], string)) {
        return slot.code;
      }
    }
    return add({hash, owner, dictionary.append(string)}, at);
  }

 private:
  struct Slot {
    uint32_t hash, owner, code;
  };

  static uint32_t hashed(std::string_view string, uint32_t owner);
  uint32_t add(Slot slot, size_t at);
  bool resize(size_t slots);
  bool grow();

  Growing<Slot> slots_;
  size_t mask_ = 0, used_ = 0;
};

}  // namespace csj
