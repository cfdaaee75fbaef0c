#!/bin/bash
# Makes what the examples of bundles and keys speak of, beside a store `thu`:
#
#   workshop.sh PLANSCRIPT PACKAGE 'planscript -d thu bundle …'
#
# A key, a bundle with two versions, a folder of bundles; what the line itself makes is left out.
set -eu
program=$1 package=$2 line=$3
export XDG_DATA_HOME=$PWD/share LANG=C.UTF-8
planscript() { "$program" "$@" > /dev/null; }

# made BUNDLE VERSION FOLDER: packed and signed, in a folder.
made() {
  sed -i "s/\"version\": \"[0-9.]*\"/\"version\": \"$2\"/" "$1/bundle.json"
  planscript bundle pack "$1"
  planscript bundle sign "$1-$2.bundle" --key van-phong
  [ "$3" = . ] || mv "$1-$2.bundle" "$3"
}

planscript key new van-phong
planscript bundle new tham-du
cp -r "$package/examples/bundles/attendance-pack" .
mkdir goi
made tham-du 0.2.0 goi
made attendance-pack 1.1.0 goi
made attendance-pack 1.0.0 .
made tham-du 0.1.0 .
cp -r thu new
planscript -d thu key trust tham-du-0.1.0.bundle --name thanh-pho --apply
cp -r thu trusting
planscript -d thu bundle install tham-du-0.1.0.bundle --yes
planscript -d thu bundle install attendance-pack-1.0.0.bundle --yes

case $line in
*'key new'*) rm -rf share ;;
*'bundle new'*) rm -rf tham-du ;;
*' pack '*) rm tham-du-0.1.0.bundle ;;
*' sign '*) rm tham-du-0.1.0.bundle && planscript bundle pack tham-du ;;
*'key trust'*) rm -rf thu && mv new thu ;;
*' install '*) rm -rf thu && mv trusting thu ;;
*' rollback '*) planscript -d thu bundle update --from goi --yes ;;
esac
