#include "numbers.h"

namespace csj {

namespace {

constexpr int64_t kMostDigits = 1'000'000'000'000'000'000;  // 10^18, the first one too large
constexpr int64_t kMostScale = 18;
/// Beyond any exponent that a text of 4 GB could make up for with digits.
constexpr int64_t kHugeExponent = 1'000'000'000'000;

int64_t exponent_of(std::string_view written) {
  if (written.empty()) return 0;
  const bool negative = written[0] == '-';
  if (!is_digit(written[0])) written.remove_prefix(1);
  int64_t exponent = 0;
  for (const char byte : written) {
    exponent = exponent * 10 + (byte - '0');
    if (exponent > kHugeExponent) exponent = kHugeExponent;
  }
  return negative ? -exponent : exponent;
}

bool append_digits(std::string_view digits, int64_t &mantissa) {
  for (const char byte : digits) {
    mantissa = mantissa * 10 + (byte - '0');
    if (mantissa >= kMostDigits) return false;
  }
  return true;
}

}  // namespace

bool parse_behind_whole(std::string_view token, Number &number) {
  if (token[0] == '.') {
    token.remove_prefix(1);
    number.fraction = take_digits(token);
    if (number.fraction.empty()) return false;
  }
  if (token.empty()) return true;
  if (token[0] != 'e' && token[0] != 'E') return false;
  number.exponent = token.substr(1);
  token.remove_prefix(1);
  if (!token.empty() && (token[0] == '+' || token[0] == '-')) token.remove_prefix(1);
  return !take_digits(token).empty() && token.empty();
}

csj_failure to_integer(const Number &number, int64_t &value) {
  if (!number.is_integer()) return CSJ_WRONG_TYPE;
  if (number.whole.size() > 19) return CSJ_OUT_OF_RANGE;  // 19 digits fit 64 bits without a sign
  uint64_t size = 0;
  for (const char byte : number.whole) size = size * 10 + static_cast<uint64_t>(byte - '0');
  const auto largest = static_cast<uint64_t>(number.negative ? -(CSJ_NULL_NUMBER + 1) : INT64_MAX);
  if (size > largest) return CSJ_OUT_OF_RANGE;
  value = number.negative ? -static_cast<int64_t>(size) : static_cast<int64_t>(size);
  return CSJ_OK;
}

csj_failure to_decimal(const Number &number, int64_t &mantissa, uint8_t &scale) {
  int64_t size = 0;
  if (!append_digits(number.whole, size) || !append_digits(number.fraction, size)) {
    return CSJ_OUT_OF_RANGE;
  }
  int64_t places = static_cast<int64_t>(number.fraction.size()) - exponent_of(number.exponent);
  if (size == 0 && places < 0) places = 0;
  for (; places < 0; ++places) {
    size *= 10;
    if (size >= kMostDigits) return CSJ_OUT_OF_RANGE;
  }
  if (places > kMostScale) return CSJ_OUT_OF_RANGE;
  mantissa = number.negative ? -size : size;
  scale = static_cast<uint8_t>(places);
  return CSJ_OK;
}

}  // namespace csj
