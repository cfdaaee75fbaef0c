/// Records out of JSON text, column by column: a narrow C interface over simdjson.
///
/// One call reads one file: an array of records, or one record. Declared fields go
/// straight into typed columns; what is not declared is kept as raw JSON.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How a declared field is stored. Every column has one entry a row.
typedef enum csj_kind {
  CSJ_TEXT,     ///< string → `starts`/`lengths` into `bytes`
  CSJ_SYMBOL,   ///< string → `codes` into the column's dictionary
  CSJ_SYMBOLS,  ///< array of strings → `starts`/`lengths` into `items` (dictionary codes)
  CSJ_INTEGER,  ///< whole number, 64 bits → `numbers`
  CSJ_DECIMAL,  ///< number → `numbers` × 10^-`scales`, exact
  CSJ_BOOLEAN,  ///< true, false → `flags` 1, 0
  CSJ_DAY,      ///< "2023-12-04" → `days` since 1970-01-01
  CSJ_MINUTE,   ///< "2023-12-04T08:00" → `numbers`, minutes since 1970-01-01T00:00, local
  CSJ_JSON,     ///< any value → raw text in `starts`/`lengths` into `bytes`
} csj_kind;

/// Entries for a field that a record leaves out (MISSING) or sets to null (NULL).
#define CSJ_MISSING_CODE 0xFFFFFFFFu  ///< `codes`, `lengths`
#define CSJ_NULL_CODE 0xFFFFFFFEu
#define CSJ_MISSING_NUMBER INT64_MIN  ///< `numbers`
#define CSJ_NULL_NUMBER (INT64_MIN + 1)
#define CSJ_MISSING_DAY INT32_MIN  ///< `days`
#define CSJ_NULL_DAY (INT32_MIN + 1)
#define CSJ_MISSING_FLAG 3  ///< `flags`
#define CSJ_NULL_FLAG 2

typedef struct csj_field {
  const char *name;
  uint32_t name_length;
  csj_kind kind;
} csj_field;

/// A pointer is null where the kind has no use for it, and where there is nothing to point at.
typedef struct csj_column {
  csj_kind kind;
  uint32_t *codes;
  int64_t *numbers;
  int32_t *days;
  uint8_t *flags;
  uint8_t *scales;
  uint32_t *starts;
  uint32_t *lengths;
  uint32_t *items;
  uint32_t item_count;
  char *bytes;  ///< text arena; for CSJ_SYMBOL(S): the dictionary's strings, one behind the other
  uint64_t byte_count;
  uint32_t *entry_ends;  ///< dictionary: where entry i ends in `bytes`
  uint32_t entry_count;
} csj_column;

/// A field that no declaration names, kept as it was written.
typedef struct csj_extra {
  uint32_t row;
  uint32_t name_start, name_length;    ///< in `extra_bytes`, unescaped
  uint32_t value_start, value_length;  ///< in `extra_bytes`, raw JSON
} csj_extra;

/// A name that stands twice in one record; the first value counts.
typedef struct csj_duplicate {
  uint32_t row;
  uint64_t offset;  ///< of the second name
} csj_duplicate;

typedef enum csj_failure {
  CSJ_OK,
  CSJ_SYNTAX,        ///< not JSON, not UTF-8, or too deep; `offset` is a hint only
  CSJ_NOT_RECORDS,   ///< valid so far, but not an array of records (or not one record)
  CSJ_WRONG_TYPE,    ///< `field` holds a value of another type
  CSJ_OUT_OF_RANGE,  ///< a number that 64 bits, or 18 decimal digits, do not hold
  CSJ_BAD_DATE,      ///< a string that is no such day or time
  CSJ_MEMORY,        ///< memory ran out, or the text is longer than 4 GB
} csj_failure;

/// After a failure only the first four members hold something.
typedef struct csj_records {
  csj_failure failure;
  uint64_t offset;  ///< byte offset of the offending value, or of its element that is to blame
  int32_t field;    ///< index of the offending field, or -1
  uint32_t row;     ///< row of the offending value
  uint32_t count;
  uint64_t *offsets;  ///< byte offset of each record's '{'
  csj_column *columns;
  uint32_t column_count;
  csj_extra *extras;
  uint32_t extra_count;
  char *extra_bytes;
  uint64_t extra_byte_count;
  csj_duplicate *duplicates;
  uint32_t duplicate_count;
} csj_records;

typedef enum csj_shape { CSJ_ARRAY_OF_RECORDS, CSJ_ONE_RECORD } csj_shape;

/// How many readable bytes must lie behind the text.
size_t csj_padding(void);

/// A reader keeps its scratch memory between files; one thread at a time.
typedef struct csj_reader csj_reader;
csj_reader *csj_reader_make(void);
void csj_reader_free(csj_reader *reader);

/// Reads `length` bytes, behind which `csj_padding()` more may be read. The fields' names differ.
/// Returns null only when memory ran out; otherwise look at `failure` first.
csj_records *csj_read(csj_reader *reader, const char *bytes, size_t length, csj_shape shape,
                      const csj_field *fields, uint32_t field_count);

/// Lets malloc take 64 MB at a time from the system, for the whole process.
void csj_grow_memory_in_large_steps(void);

/// Gives one column's memory back early; its pointers become null.
void csj_release_column(csj_records *records, uint32_t column);
void csj_records_free(csj_records *records);

#ifdef __cplusplus
}
#endif
#endif
