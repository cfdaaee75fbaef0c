#!/bin/bash
# Makes one mistake with the real command, in both languages, and prints what is shown:
#
#   errors.sh PLANSCRIPT STORE 'planscript -d thu …'
#
# The line runs in an empty directory beside a copy `thu` of the store.
program=$1
store=$2
line=$3
for language in vi en; do
  work=$(mktemp -d)
  cp -r "$store" "$work/thu"
  printf '%s\n' "[$language] $line"
  (
    cd "$work" || exit 1
    export LANG=C.UTF-8
    unset PLANSCRIPT_DATA LC_ALL LC_MESSAGES
    planscript() { LANG=$language.UTF-8 "$program" "$@"; }
    # Keeps everybody from writing to a store.
    hold() {
      coproc "$(dirname "$program")/store-worker" hold "$1"
      read -r -u "${COPROC[0]}"
    }
    eval "$line" < /dev/null 2>&1
    echo "exit $?"
  ) | sed "s|$(readlink -f "$work")|DIR|g; s|$work|DIR|g"
  rm -rf "$work"
  [ "$language" = en ] || echo
done
