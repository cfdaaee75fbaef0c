/// The scanner runs simdjson's first stage over a file: UTF-8 is checked, control characters in
/// strings are refused, and it is known where each token begins.
///
/// The stage is the part that SIMD makes fast. The library chooses at run time the instructions
/// that this processor has (AVX-512, AVX2, SSE, NEON or none), so our own code needs none of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "include/csimdjson.h"

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace csj {

class Scanner {
 public:
  Scanner();
  ~Scanner();

  /// CSJ_SYNTAX for what is no JSON so far; CSJ_MEMORY also for more than 4 GB, which simdjson
  /// refuses.
  csj_failure scan(const char *bytes, size_t length);

  /// Offsets of the tokens: marks, opening quotes, first bytes of numbers and literals, or of
  /// anything else that stands outside strings. One more entry than `count()`: the text's length.
  const uint32_t *starts() const;
  uint32_t count() const;

 private:
  csj_failure make_room(size_t length);

  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_;
};

}  // namespace csj
