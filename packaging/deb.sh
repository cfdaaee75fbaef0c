#!/bin/sh
# Makes the Debian package: the installed files with the command stripped, the libraries that a bare
# Debian lacks, and what is left to depend on, as the linker says.
#
#   BUILT=.build/release/planscript OUT=.build/deb sh packaging/deb.sh
set -eu
cd "$(dirname "$0")/.."
: "${BUILT:?the built command}" "${OUT:?where the package goes}"
version=$("$BUILT" --version)
architecture=$(dpkg --print-architecture)
stage=$OUT/stage
rm -rf "$stage"
mkdir -p "$stage"
stage=$(cd "$stage" && pwd)

DESTDIR=$stage PREFIX=/usr ZSH=share/zsh/vendor-completions BUILT=$BUILT \
  sh packaging/install.sh >/dev/null
# dpkg keeps a list of its own.
rm "$stage/usr/share/planscript/installed"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$stage/usr/bin/planscript"

# Of the libraries that it needs these are not on every Debian; it looks for them here first.
own='libsimdjson'
mkdir -p "$stage/usr/lib/planscript"
for name in $own; do
  library=$(ldd "$BUILT" | sed -n "s/.* => \(.*\/$name\.so[^ ]*\) .*/\1/p")
  [ -n "$library" ] || { echo "the command is not linked with $name" >&2; exit 1; }
  install -m 644 "$library" "$stage/usr/lib/planscript/"
done

find "$stage/usr/share/man" -name '*.1' -exec gzip -9n {} + 2>/dev/null || true

doc=$stage/usr/share/doc/planscript
install -m 644 packaging/debian/copyright "$doc/copyright"
day=$(date -R -d "@$(git log -1 --format=%ct 2>/dev/null || date +%s)")
maintainer=${MAINTAINER:-planscript <planscript@localhost>}
{
  echo "planscript ($version) unstable; urgency=medium"
  echo
  echo "  * Version $version."
  echo
  echo " -- $maintainer  $day"
} | gzip -9n >"$doc/changelog.gz"
chmod 644 "$doc/changelog.gz"

# dpkg-shlibdeps wants a source package around it.
mkdir -p "$OUT/work/debian"
printf 'Source: planscript\n\nPackage: planscript\nArchitecture: any\n' >"$OUT/work/debian/control"
depends=$(cd "$OUT/work" && dpkg-shlibdeps -O -e"$stage/usr/bin/planscript" \
  $(find "$stage/usr/lib/planscript" -type f -printf '-e%p ') 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p' | sed -E "s/($own)[0-9]+ [^,]*, //")
[ -n "$depends" ] || { echo 'dpkg-shlibdeps found no dependencies (package dpkg-dev)' >&2; exit 1; }

mkdir "$stage/DEBIAN"
cat >"$stage/DEBIAN/control" <<END
Package: planscript
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$stage/usr" | cut -f1)
Depends: $depends, tzdata
Section: misc
Priority: optional
Description: Lua scripts for carrying out a plan
$(sed 's/^$/./; s/^/ /' packaging/debian/description)
END
(cd "$stage" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) \
  >"$stage/DEBIAN/md5sums"
find "$stage" -type d -exec chmod 755 {} +
package=$OUT/planscript_${version}_$architecture.deb
dpkg-deb --build --root-owner-group "$stage" "$package" >/dev/null
rm -rf "$stage" "$OUT/work"
echo "$package"
