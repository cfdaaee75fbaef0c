// Of simdjson only this stage is used, through the virtual interface that the library's own parsers
// use. Its On Demand front end would be compiled for the oldest processor instead of this one, does
// not check what it skips, and sets no bound to depth; the walk does what it would do.

#include "scanner.h"

#include <simdjson.h>

#include <algorithm>

namespace csj {

Scanner::Scanner() = default;
Scanner::~Scanner() = default;

csj_failure Scanner::scan(const char *bytes, size_t length) {
  if (length == 0) return CSJ_SYNTAX;
  if (const csj_failure failure = make_room(length)) return failure;
  const auto *text = reinterpret_cast<const uint8_t *>(bytes);
  const auto error = stage_->stage1(text, length, simdjson::stage1_mode::regular);
  return error ? CSJ_SYNTAX : CSJ_OK;
}

csj_failure Scanner::make_room(size_t length) {
  if (stage_ && length <= stage_->capacity()) return CSJ_OK;
  if (length > simdjson::SIMDJSON_MAXSIZE_BYTES) return CSJ_MEMORY;
  const size_t kept = stage_ ? stage_->capacity() : 0;
  const size_t room = std::max(length, std::min(kept * 2, simdjson::SIMDJSON_MAXSIZE_BYTES));
  // The depth is the walk's affair; the library's second stage, which it serves, never runs.
  const auto error = stage_ ? stage_->set_capacity(room)
                            : simdjson::get_active_implementation()
                                  ->create_dom_parser_implementation(room, 1, stage_);
  return error ? CSJ_MEMORY : CSJ_OK;
}

const uint32_t *Scanner::starts() const { return stage_->structural_indexes.get(); }

uint32_t Scanner::count() const { return stage_->n_structural_indexes; }

}  // namespace csj

size_t csj_padding(void) { return simdjson::SIMDJSON_PADDING; }
