#!/bin/bash
# Makes one mistake with the real command, in both languages, and prints what is shown:
#
#   errors.sh PLANSCRIPT STORE 'planscript -d thu …'
#
# The line runs in an empty directory beside a copy `thu` of the store.
program=$1
store=$2
line=$3
golden=$(cd "$(dirname "$0")" && pwd)
once=$(mktemp -d)
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
    # A key, bundles of its, and the store as it is before a line like the one that is given.
    shop() {
      export XDG_DATA_HOME=$PWD/share
      [ -d "$once/thu" ] || {
        cp -r . "$once/" &&
          (cd "$once" && bash "$golden/workshop.sh" "$program" "$golden/../../.." "$1") || exit 99
      }
      rm -r thu && cp -r "$once/." .
    }
    # The bundle tham-du with something else in its manifest, packed and signed.
    again() {
      sed -i "$1" tham-du/bundle.json && rm -f tham-du-*.bundle
      "$program" bundle pack tham-du --out neu.bundle > pack.txt &&
        "$program" bundle sign neu.bundle --key van-phong > sign.txt || exit 99
    }
    eval "$line" < /dev/null 2>&1
    echo "exit $?"
  ) | sed -E "s/([0-9a-f]{4} ){7}[0-9a-f]{4}|[0-9a-f]{64}/…/g; s|$(readlink -f "$work")|DIR|g; s|$work|DIR|g"
  rm -rf "$work"
  [ "$language" = en ] || echo
done
rm -rf "$once"
