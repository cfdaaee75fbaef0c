/// A number is a token that the grammar of RFC 8259, section 6, accepts; its value stays exact.
#pragma once

#include <cstdint>
#include <string_view>

#include "include/csimdjson.h"

namespace csj {

struct Number {
  bool negative = false;
  std::string_view whole, fraction;  ///< digits before and behind the point
  std::string_view exponent;         ///< with its sign; empty when not written
  bool is_integer() const { return fraction.empty() && exponent.empty(); }
};

inline bool is_digit(char byte) { return static_cast<unsigned char>(byte - '0') < 10; }

inline std::string_view take_digits(std::string_view &token) {
  size_t count = 0;
  while (count < token.size() && is_digit(token[count])) ++count;
  const std::string_view digits = token.substr(0, count);
  token.remove_prefix(count);
  return digits;
}

/// A point or an exponent asks for at least one digit behind it.
bool parse_behind_whole(std::string_view token, Number &number);

inline bool parse_number(std::string_view token, Number &number) {
  number.negative = !token.empty() && token[0] == '-';
  if (number.negative) token.remove_prefix(1);
  number.whole = take_digits(token);
  if (number.whole.empty() || (number.whole.size() > 1 && number.whole[0] == '0')) return false;
  return token.empty() || parse_behind_whole(token, number);
}

/// Written as an integer, of 64 bits, and none of the two that mark a missing value or a null.
csj_failure to_integer(const Number &number, int64_t &value);

/// `mantissa` × 10^-`scale`: at most 18 significant digits, of which at most 18 behind the point.
/// The scale is the one written, so that 1.50 stays 1.50.
csj_failure to_decimal(const Number &number, int64_t &mantissa, uint8_t &scale);

}  // namespace csj
