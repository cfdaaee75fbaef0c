/// A day or a minute of the Gregorian calendar, years 0001 to 9999, as ISO 8601 writes them.
#pragma once

#include <cstdint>
#include <string_view>

namespace csj {

/// "2023-12-04" → days since 1970-01-01.
bool parse_day(std::string_view text, int32_t &days);

/// "2023-12-04T08:00" → minutes since 1970-01-01T00:00, without time zone. Seconds may follow if
/// they are ":00", since nothing is lost with them.
bool parse_minute(std::string_view text, int64_t &minutes);

}  // namespace csj
