#!/bin/sh
# Installs the command with its completions, manual page, scripts and pages, and notes what it put
# where, so that uninstall.sh takes away exactly that.
#
#   BUILT=.build/release/planscript PREFIX=/usr/local [DESTDIR=] [ZSH=share/zsh/site-functions] \
#     sh packaging/install.sh
set -eu
cd "$(dirname "$0")/.."
: "${BUILT:?the built command}" "${PREFIX:?where to install}"
DESTDIR=${DESTDIR:-}
ZSH=${ZSH:-share/zsh/site-functions}
case $PREFIX in /*) ;; *) echo "PREFIX must be an absolute path: $PREFIX" >&2; exit 1 ;; esac
root=$DESTDIR$PREFIX
noted=share/planscript/installed

# What an earlier version had and this one has not must not stay.
[ ! -e "$root/$noted" ] || DESTDIR=$DESTDIR PREFIX=$PREFIX sh packaging/uninstall.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/files"
: >"$work/folders"

mkdir -p "$root"

# Makes a folder, with those above it, and notes the ones that were not there.
folder() {
  [ ! -d "$root/$1" ] || return 0
  case $1 in */*) folder "${1%/*}" ;; esac
  mkdir -p "$root/$1"
  echo "$1" >>"$work/folders"
}

# put MODE FILE TARGET
put() {
  folder "${3%/*}"
  install -m "$1" "$2" "$root/$3"
  echo "$3" >>"$work/files"
}

# Completions come from the command itself.
complete() {
  # A file that is sourced needs no interpreter's name.
  "$BUILT" --generate-completion-script "$1" | sed '1{/^#!/d}' >"$work/$1"
  [ -s "$work/$1" ] || { echo "$BUILT gives no completions for $1" >&2; exit 1; }
  put 644 "$work/$1" "$2"
}

put 755 "$BUILT" bin/planscript
complete bash share/bash-completion/completions/planscript
complete zsh "$ZSH/_planscript"
complete fish share/fish/vendor_completions.d/planscript.fish

put 644 docs/reference/planscript.1 share/man/man1/planscript.1
put 644 docs/reference/planscript.vi.1 share/man/vi/man1/planscript.1

for file in $(find scripts -type f \( -name '*.lua' -o -name '*.mustache' \) | LC_ALL=C sort); do
  put 644 "$file" "share/planscript/$file"
done
for file in README.md README.vi.md $(find docs -type f \( -name '*.md' -o -name '*.html' \
  -o -name '*.svg' -o -name '*.schema.json' \) | LC_ALL=C sort); do
  put 644 "$file" "share/doc/planscript/$file"
done

folder "${noted%/*}"
{
  sed 's/^/file /' "$work/files"
  # Those inside of others first.
  sed 's/^/folder /' "$work/folders" | LC_ALL=C sort -r
} >"$root/$noted"
echo "planscript: $root/bin/planscript"
