/// The C interface: a reader scans a text, a reading fills the records, and C frees them.

#include "include/csimdjson.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "dictionary.h"
#include "growing.h"
#include "reading.h"
#include "scanner.h"
#include "walk.h"

struct csj_reader {
  csj::Scanner scanner;
  csj::Codes codes;
  csj::Growing<char> scratch;
  uint32_t last_rows = 0;
};

namespace {

csj_failure read(csj_reader &reader, std::string_view text, csj_shape shape,
                 const csj_field *fields, uint32_t field_count, csj_records &records) {
  if (const csj_failure failure = reader.scanner.scan(text.data(), text.size())) return failure;
  if (!reader.codes.clear()) return CSJ_MEMORY;
  const csj::Scanner &scanner = reader.scanner;
  // Files beside each other are often alike; and every record takes two tokens at least.
  const uint32_t usual_rows = std::min(reader.last_rows, scanner.count() / 2);
  csj::Reading reading(csj::Walk(text, scanner.starts(), scanner.count(), reader.scratch),
                       reader.codes, usual_rows);
  csj_failure failure = reading.declare(fields, field_count);
  if (!failure) failure = reading.read(shape);
  if (!failure) failure = reading.give(records);
  if (failure) reading.give_place(failure, records);
  reader.last_rows = records.count;
  return failure;
}

template <typename T>
void release(T *&pointer) {
  std::free(pointer);
  pointer = nullptr;
}

}  // namespace

csj_reader *csj_reader_make(void) { return new (std::nothrow) csj_reader; }

void csj_reader_free(csj_reader *reader) { delete reader; }

csj_records *csj_read(csj_reader *reader, const char *bytes, size_t length, csj_shape shape,
                      const csj_field *fields, uint32_t field_count) {
  auto *records = static_cast<csj_records *>(std::calloc(1, sizeof(csj_records)));
  if (records == nullptr) return nullptr;
  records->field = -1;
  records->failure = read(*reader, {bytes, length}, shape, fields, field_count, *records);
  return records;
}

void csj_release_column(csj_records *records, uint32_t column) {
  csj_column &released = records->columns[column];
  release(released.codes);
  release(released.numbers);
  release(released.days);
  release(released.flags);
  release(released.scales);
  release(released.starts);
  release(released.lengths);
  release(released.items);
  release(released.bytes);
  release(released.entry_ends);
}

void csj_records_free(csj_records *records) {
  if (records == nullptr) return;
  for (uint32_t index = 0; index < records->column_count; ++index) {
    csj_release_column(records, index);
  }
  std::free(records->offsets);
  std::free(records->columns);
  std::free(records->extras);
  std::free(records->extra_bytes);
  std::free(records->duplicates);
  std::free(records);
}

// A step of 64 MB takes few calls into the kernel; memory that is never touched costs nothing.
void csj_grow_memory_in_large_steps(void) { mallopt(M_TOP_PAD, 64 << 20); }
