#!/bin/sh
# Records the expected outputs, then computes their figures a second time, independently:
#
#   python3 Tests/CLITests/Golden/figures.py examples/plan-130 \
#     Tests/CLITests/Golden/summary.en.json Tests/CLITests/Golden/by-class.en.json
set -eu
cd "$(dirname "$0")/../../.."
golden=Tests/CLITests/Golden

for script in summary by-class deadlines missing-reports responsibilities; do
  for language in vi en; do
    for format in table md csv json; do
      .build/debug/planscript -d examples/plan-130 "$script" --today 2023-12-22 \
        --lang "$language" -o "$format" > "$golden/$script.$language.$format"
    done
  done
done
python3 "$golden/figures.py" examples/plan-130 "$golden/summary.en.json" "$golden/by-class.en.json"
