#include "names.h"

namespace csj {

bool Names::declare(const csj_field *fields, uint32_t count, Codes &codes) {
  for (uint32_t index = 0; index < count; ++index) {
    const std::string_view name(fields[index].name, fields[index].name_length);
    if (codes.of(name, kOwner, strings_) == kNoCode || !add(name)) return false;
    known_.items[index].follower = index + 1;
  }
  return true;
}

uint32_t Names::look_up(std::string_view name, Codes &codes) {
  const uint32_t code = codes.of(name, kOwner, strings_);
  if (code == kNoCode) return kNoCode;
  *last_ = code;
  if (code == known_.count && !add(name)) return kNoCode;
  last_ = &known_.items[code].follower;
  return code;
}

bool Names::add(std::string_view name) {
  Name added;
  const size_t head = std::min(name.size(), sizeof added.head);
  std::memcpy(&added.head, name.data(), head);
  std::memset(&added.head_mask, 0xFF, head);
  added.length = static_cast<uint32_t>(name.size());
  return known_.append(added);
}

}  // namespace csj
