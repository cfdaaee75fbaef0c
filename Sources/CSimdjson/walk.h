/// A walk goes over a JSON text token by token, and nothing gets past it unchecked.
///
/// Invariant: between one token's start and the next lie the token and behind it only white space.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "growing.h"
#include "include/csimdjson.h"
#include "numbers.h"

namespace csj {

/// How many arrays and objects may be open at once.
constexpr uint32_t kDeepest = 256;

class Walk {
 public:
  /// `starts` holds `count` offsets of tokens and then the text's length. `scratch` outlives the
  /// walk.
  Walk(std::string_view text, const uint32_t *starts, uint32_t count, Growing<char> &scratch)
      : text_(text), next_(starts), end_(starts + count), escape_(text.data()), scratch_(scratch) {}

  bool done() const { return next_ == end_; }
  uint32_t offset() const { return *next_; }

  /// The next token's first byte; 0, which begins no token, at the end.
  char peek() const { return done() ? '\0' : text_[*next_]; }

  bool take(char mark) {
    if (peek() != mark) return false;
    ++next_;
    return true;
  }

  /// The text from `start` up to the end of the token that was taken last.
  std::string_view since(uint32_t start) const {
    const char *from = text_.data() + start, *end = text_.data() + *next_;
    while (end > from && is_space(end[-1])) --end;
    return {from, static_cast<size_t>(end - from)};
  }

  /// Takes what stands between two quotes, escapes as written and unchecked: `resolve` it. The
  /// closing quote is looked for from the next token backwards, which is nearly always one step.
  bool quoted(std::string_view &raw) {
    if (peek() != '"') return false;
    const char *open = text_.data() + *next_++, *close = text_.data() + *next_ - 1;
    while (close > open && *close != '"') --close;
    raw = {open + 1, static_cast<size_t>(close - open - 1)};
    return close > open;
  }

  /// Takes a quoted name and the colon behind it.
  csj_failure name(std::string_view &name) {
    std::string_view raw;
    if (end_ - next_ < 2 || text_[next_[1]] != ':' || !quoted(raw)) return CSJ_SYNTAX;
    ++next_;
    name = raw;
    return resolve(name);
  }

  /// Replaces escapes by what they mean; the result holds until the next call, and eight bytes
  /// behind it are readable. The strings of a text must come in its order.
  csj_failure resolve(std::string_view &string) {
    if (escape_ < string.data()) find_escape(string.data());
    if (escape_ >= string.data() + string.size()) return CSJ_OK;
    return unescape(string);
  }

  csj_failure string(std::string_view &string) {
    return quoted(string) ? resolve(string) : CSJ_SYNTAX;
  }

  csj_failure literal(std::string_view word) { return token() == word ? CSJ_OK : blame_token(); }

  csj_failure number(Number &number) {
    return parse_number(token(), number) ? CSJ_OK : blame_token();
  }

  /// Takes a whole value and checks it; `depth` arrays and objects are open around it.
  csj_failure skip(uint32_t depth);

 private:
  /// Takes any token as it stands; there must be one.
  std::string_view token() {
    const uint32_t start = *next_++;
    return since(start);
  }

  /// The token that was taken last is none of JSON.
  csj_failure blame_token() {
    --next_;
    return CSJ_SYNTAX;
  }

  static bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
  }

  [[gnu::noinline]] void find_escape(const char *from) {
    const char *end = text_.data() + text_.size();
    const void *found = std::memchr(from, '\\', static_cast<size_t>(end - from));
    escape_ = found != nullptr ? static_cast<const char *>(found) : end;
  }

  csj_failure unescape(std::string_view &string);
  csj_failure skip_array(uint32_t depth);
  csj_failure skip_object(uint32_t depth);
  csj_failure skip_scalar();

  std::string_view text_;
  const uint32_t *next_, *end_;
  const char *escape_;  ///< no backslash stands between the last string and here
  Growing<char> &scratch_;
};

}  // namespace csj
