/// Escapes stand for characters in strings: RFC 8259, section 7.
#pragma once

#include <string_view>

namespace csj {

/// Writes the string that `raw` stands for to `out`, where `raw.size()` bytes fit. Returns its end,
/// or null for an escape that JSON does not know or that leaves half a surrogate pair.
char *unescaped(std::string_view raw, char *out);

}  // namespace csj
