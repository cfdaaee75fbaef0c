#include "dates.h"

#include "numbers.h"

namespace csj {

namespace {

/// The number that `size` digits at `at` make, or -1.
int digits_at(std::string_view text, size_t at, size_t size) {
  int value = 0;
  for (const char byte : text.substr(at, size)) {
    if (!is_digit(byte)) return -1;
    value = value * 10 + (byte - '0');
  }
  return value;
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/// Days since 1970-01-01. Years count from March, so that a leap day comes last.
int32_t days_to(int year, int month, int day) {
  const int from_march = (month + 9) % 12;
  const int years = month < 3 ? year - 1 : year;
  const int leap_days = years / 4 - years / 100 + years / 400;
  const int days_to_epoch = 719468;  // from 0000-03-01
  return years * 365 + leap_days + (from_march * 306 + 5) / 10 + day - 1 - days_to_epoch;
}

}  // namespace

bool parse_day(std::string_view text, int32_t &days) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  if (year < 1 || month < 1 || month > 12) return false;
  if (day < 1 || day > days_in(year, month)) return false;
  days = days_to(year, month, day);
  return true;
}

bool parse_minute(std::string_view text, int64_t &minutes) {
  if (text.size() == 19 && text.substr(16) == ":00") text.remove_suffix(3);
  if (text.size() != 16 || text[10] != 'T' || text[13] != ':') return false;
  int32_t days = 0;
  if (!parse_day(text.substr(0, 10), days)) return false;
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  minutes = int64_t(days) * 24 * 60 + hour * 60 + minute;
  return true;
}

}  // namespace csj
