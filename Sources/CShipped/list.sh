#!/bin/sh
# Writes shipped.c: one #embed for each file that ships. Run it when a file joins or leaves
# (`make shipped`); a test fails when the list is stale.
set -eu
cd "$(dirname "$0")/../.."
files=$(find scripts examples/plan-130 -type f \( -name '*.lua' -o -name '*.json' -o -name '*.mustache' \) | LC_ALL=C sort)
{
  echo '// Written by list.sh.'
  echo '#include "CShipped.h"'
  echo
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  echo
  i=0
  for file in $files; do
    printf 'static const unsigned char file_%d[] = {\n#embed "../../%s"\n};\n' "$i" "$file"
    i=$((i + 1))
  done
  echo
  echo 'static const shipped_file files[] = {'
  i=0
  for file in $files; do
    printf '  {"%s", file_%d, sizeof file_%d},\n' "$file" "$i" "$i"
    i=$((i + 1))
  done
  echo '};'
  echo
  echo 'const shipped_file *shipped_files(size_t *count) {'
  echo '  *count = sizeof files / sizeof files[0];'
  echo '  return files;'
  echo '}'
} > Sources/CShipped/shipped.c
