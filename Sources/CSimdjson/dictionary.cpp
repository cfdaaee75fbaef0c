#include "dictionary.h"

namespace csj {

namespace {

constexpr size_t kFirstSlots = 1024;
/// A table that one big file made is not kept: clearing it would slow every small file down.
constexpr size_t kKeptSlots = 64 * 1024;

constexpr uint64_t kFirstFactor = 0x9E3779B97F4A7C15u, kSecondFactor = 0xD6E8FEB86659FD93u;

inline uint64_t mixed(uint64_t a, uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

/// The last up to 16 bytes of a string as two words that overlap where it is shorter.
inline uint64_t tail_mixed(const char *bytes, size_t size, uint64_t hash) {
  uint64_t first = 0, second = 0;
  if (size >= 8) {
    first = load<uint64_t>(bytes);
    second = load<uint64_t>(bytes + size - 8);
  } else if (size >= 4) {
    first = load<uint32_t>(bytes);
    second = load<uint32_t>(bytes + size - 4);
  } else if (size > 0) {
    first = load<uint8_t>(bytes) | uint64_t(load<uint8_t>(bytes + size / 2)) << 8;
    second = load<uint8_t>(bytes + size - 1);
  }
  return mixed(first ^ hash, second ^ kSecondFactor);
}

}  // namespace

uint32_t Codes::hashed(std::string_view string, uint32_t owner) {
  const char *bytes = string.data();
  size_t size = string.size();
  uint64_t hash = mixed(size ^ kFirstFactor, owner ^ kSecondFactor);
  for (; size > 16; bytes += 16, size -= 16) {
    hash = mixed(load<uint64_t>(bytes) ^ hash, load<uint64_t>(bytes + 8) ^ kSecondFactor);
  }
  hash = tail_mixed(bytes, size, hash);
  return static_cast<uint32_t>(mixed(hash, kFirstFactor));
}

bool Codes::clear() {
  if (slots_.count > kKeptSlots) slots_.release();
  return resize(std::max(slots_.count, kFirstSlots));
}

bool Codes::resize(size_t slots) {
  if (!slots_.reserve(slots)) return false;
  std::memset(slots_.items, 0xFF, slots * sizeof(Slot));  // every code is kNoCode
  slots_.count = slots;
  mask_ = slots - 1;
  used_ = 0;
  return true;
}

uint32_t Codes::add(Slot slot, size_t at) {
  if (slot.code == kNoCode) return kNoCode;
  slots_.items[at] = slot;
  // Half empty at least, so that a search ends soon.
  if (++used_ * 2 > slots_.count && !grow()) return kNoCode;
  return slot.code;
}

bool Codes::grow() {
  Codes larger;
  if (!larger.resize(slots_.count * 4)) return false;
  for (size_t from = 0; from < slots_.count; ++from) {
    const Slot &slot = slots_.items[from];
    if (slot.code == kNoCode) continue;
    size_t at = slot.hash & larger.mask_;
    while (larger.slots_.items[at].code != kNoCode) at = (at + 1) & larger.mask_;
    larger.slots_.items[at] = slot;
  }
  slots_.swap(larger.slots_);
  mask_ = larger.mask_;
  return true;
}

}  // namespace csj
