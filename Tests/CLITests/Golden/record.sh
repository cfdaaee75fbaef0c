#!/bin/sh
# Records the expected outputs of every shipped script, then computes their figures a second time,
# independently:
#
#   python3 Tests/CLITests/Golden/figures.py examples/plan-130 Tests/CLITests/Golden
set -eu
cd "$(dirname "$0")/../../.."
golden=Tests/CLITests/Golden

rm -f "$golden"/*.vi.* "$golden"/*.en.*
for file in scripts/*.lua; do
  script=$(basename "$file" .lua)
  # Their letters are recorded below.
  case $script in draft-*) continue ;; esac
  for language in vi en; do
    for format in table md html csv json; do
      .build/debug/planscript -d examples/plan-130 "$script" --today 2023-12-22 \
        --lang "$language" -o "$format" > "$golden/$script.$language.$format" 2> /dev/null
    done
  done
done
python3 "$golden/figures.py" examples/plan-130 "$golden"

rm -f "$golden"/drafts/*.txt
work=$(mktemp -d)
while read -r script day options; do
  # The options have no spaces in them.
  sh "$golden/drafts.sh" .build/debug/planscript examples/plan-130 "$work" "$script" "$day" $options \
    > "$golden/drafts/$script.$day.txt" < /dev/null
done < "$golden/drafts.list"
rm -rf "$work"
python3 "$golden/drafts.py" examples/plan-130 "$golden"

rm -f "$golden"/errors/*.txt
mkdir -p "$golden/errors"
while IFS='|' read -r name line; do
  bash "$golden/errors.sh" "$PWD/.build/debug/planscript" "$PWD/examples/plan-130" "$line" \
    > "$golden/errors/$name.txt" < /dev/null
done < "$golden/errors.list"
