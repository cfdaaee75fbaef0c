#!/bin/sh
# Prints the letters that a shipped script writes on the sample store, all of one run:
#
#   sh drafts.sh PLANSCRIPT STORE DIRECTORY SCRIPT DAY [OPTION…]
#
# STORE is left alone. A trigger has come there, so that every script has something to write.
set -eu
planscript=$1 store=$2 folder=$3 script=$4 day=$5
shift 5
rm -rf "$folder/store"
cp -r "$store" "$folder/store"
"$planscript" -d "$folder/store" --apply -e '
  local t = plan.triggers:first()
  t.occurred_on, t.document = "2023-12-18", "Kế hoạch của Tỉnh ủy"' > "$folder/out"
"$planscript" -d "$folder/store" --lang vi "$script" --today "$day" --apply "$@" > "$folder/out"
for id in $("$planscript" -d "$folder/store" -o json -e '
  local ids = {}
  for _, d in plan.drafts:each() do ids[#ids + 1] = d.id end
  print(table.concat(ids, " "))' | sed -n 's/.*"text": "\(.*\)".*/\1/p'); do
  "$planscript" -d "$folder/store" --lang vi draft show "$id"
  echo '----'
done
rm -rf "$folder/store" "$folder/out"
