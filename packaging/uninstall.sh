#!/bin/sh
# Takes away what install.sh noted that it installed: its files, and the folders that it made as far
# as they are empty.
#
#   PREFIX=/usr/local [DESTDIR=] sh packaging/uninstall.sh
set -eu
: "${PREFIX:?where it was installed}"
root=${DESTDIR:-}$PREFIX
noted=$root/share/planscript/installed
[ -e "$noted" ] || { echo "nothing noted as installed: $noted" >&2; exit 1; }

list=$(mktemp)
trap 'rm -f "$list"' EXIT
cp "$noted" "$list"
while read -r kind path; do
  [ "$kind" != file ] || rm -f "$root/$path"
done <"$list"
rm -f "$noted"
while read -r kind path; do
  [ "$kind" != folder ] || rmdir "$root/$path" 2>/dev/null || true
done <"$list"
