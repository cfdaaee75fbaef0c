#include "escapes.h"

#include <cstdint>
#include <cstring>

namespace csj {

namespace {

constexpr uint32_t kNoUnit = 0xFFFFFFFFu;

uint32_t digit(char byte) {
  if (byte >= '0' && byte <= '9') return static_cast<uint32_t>(byte - '0');
  if (byte >= 'a' && byte <= 'f') return static_cast<uint32_t>(byte - 'a' + 10);
  if (byte >= 'A' && byte <= 'F') return static_cast<uint32_t>(byte - 'A' + 10);
  return kNoUnit;
}

/// Takes the "uXXXX" of an escape off `raw`: one unit of UTF-16.
uint32_t take_unit(std::string_view &raw) {
  if (raw.size() < 5 || raw[0] != 'u') return kNoUnit;
  uint32_t unit = 0;
  for (size_t at = 1; at < 5; ++at) {
    const uint32_t value = digit(raw[at]);
    if (value == kNoUnit) return kNoUnit;
    unit = unit << 4 | value;
  }
  raw.remove_prefix(5);
  return unit;
}

bool is_high_surrogate(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Takes "uXXXX", or a pair of them, off `raw`: one character.
uint32_t take_character(std::string_view &raw) {
  const uint32_t unit = take_unit(raw);
  if (unit == kNoUnit || is_low_surrogate(unit)) return kNoUnit;
  if (!is_high_surrogate(unit)) return unit;
  if (raw.empty() || raw[0] != '\\') return kNoUnit;
  raw.remove_prefix(1);
  const uint32_t low = take_unit(raw);
  if (low == kNoUnit || !is_low_surrogate(low)) return kNoUnit;
  return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

char *write_utf8(uint32_t character, char *out) {
  const auto write = [&out](uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (character < 0x80) {
    write(character);
    return out;
  }
  if (character < 0x800) {
    write(0xC0 | character >> 6);
  } else {
    if (character < 0x10000) {
      write(0xE0 | character >> 12);
    } else {
      write(0xF0 | character >> 18);
      write(0x80 | (character >> 12 & 0x3F));
    }
    write(0x80 | (character >> 6 & 0x3F));
  }
  write(0x80 | (character & 0x3F));
  return out;
}

/// Takes one escape, without its backslash, off `raw`; null when JSON does not know it.
char *resolve(std::string_view &raw, char *out) {
  static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  if (raw.empty()) return nullptr;
  if (raw[0] == 'u') {
    const uint32_t character = take_character(raw);
    return character == kNoUnit ? nullptr : write_utf8(character, out);
  }
  const size_t letter = kLetters.find(raw[0]);
  if (letter == std::string_view::npos) return nullptr;
  raw.remove_prefix(1);
  *out = kMeanings[letter];
  return out + 1;
}

}  // namespace

char *unescaped(std::string_view raw, char *out) {
  while (!raw.empty()) {
    const void *found = std::memchr(raw.data(), '\\', raw.size());
    const size_t plain =
        found ? static_cast<size_t>(static_cast<const char *>(found) - raw.data()) : raw.size();
    std::memcpy(out, raw.data(), plain);
    out += plain;
    raw.remove_prefix(plain);
    if (found == nullptr) break;
    raw.remove_prefix(1);
    out = resolve(raw, out);
    if (out == nullptr) return nullptr;
  }
  return out;
}

}  // namespace csj
