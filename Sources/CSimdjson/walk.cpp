#include "walk.h"

#include "escapes.h"

namespace csj {

csj_failure Walk::unescape(std::string_view &string) {
  // Escapes are longer than what they mean. Whoever compares the result may read eight bytes on.
  if (!scratch_.reserve(string.size() + 8)) return CSJ_MEMORY;
  const char *end = unescaped(string, scratch_.items);
  if (end == nullptr) return CSJ_SYNTAX;
  string = {scratch_.items, static_cast<size_t>(end - scratch_.items)};
  return CSJ_OK;
}

csj_failure Walk::skip(uint32_t depth) {
  const char first = peek();
  if (first == '"') {
    std::string_view ignored;
    return string(ignored);
  }
  if (first != '[' && first != '{') return skip_scalar();
  if (depth == kDeepest) return CSJ_SYNTAX;
  ++next_;
  return first == '[' ? skip_array(depth + 1) : skip_object(depth + 1);
}

csj_failure Walk::skip_array(uint32_t depth) {
  if (take(']')) return CSJ_OK;
  do {
    if (const csj_failure failure = skip(depth)) return failure;
  } while (take(','));
  return take(']') ? CSJ_OK : CSJ_SYNTAX;
}

csj_failure Walk::skip_object(uint32_t depth) {
  if (take('}')) return CSJ_OK;
  do {
    std::string_view ignored;
    if (const csj_failure failure = name(ignored)) return failure;
    if (const csj_failure failure = skip(depth)) return failure;
  } while (take(','));
  return take('}') ? CSJ_OK : CSJ_SYNTAX;
}

csj_failure Walk::skip_scalar() {
  switch (peek()) {
    case '\0':
      return CSJ_SYNTAX;
    case 't':
      return literal("true");
    case 'f':
      return literal("false");
    case 'n':
      return literal("null");
    default:
      Number ignored;
      return number(ignored);
  }
}

}  // namespace csj
