#!/bin/sh
# Random programs for the engine, under the address sanitizer and steered by libFuzzer towards what
# no program did before. FUZZ_SECONDS says how long (10); further words are libFuzzer's own options.
# What it finds lies in .build/fuzz, `FUZZ_SHOW=FILE` shows the program of such a file, and one that
# found a fault joins Tests/LuaTests/Seeds, where the ordinary tests run it. FUZZ_PLAIN=1 runs the
# generator alone, from FUZZ_SEED.
set -eu
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-10}
if [ "${FUZZ_PLAIN:-0}" = 1 ]; then
  FUZZ_SECONDS=$seconds exec swift test --filter FuzzTests
fi

out=.build/fuzz
mkdir -p "$out/corpus" "$out/objects"
include="-I Sources/CLua -I Sources/CLuaSupport/include $(pkg-config --cflags lua5.4)"
printf 'module CLuaSupport { header "%s/Sources/CLuaSupport/include/CLuaSupport.h" export * }\n' \
  "$PWD" > "$out/module.modulemap"
for file in Sources/CLuaSupport/*.c; do
  # shellcheck disable=SC2086
  clang -g -O1 -fsanitize=fuzzer-no-link,address $include -c "$file" \
    -o "$out/objects/$(basename "$file" .c).o"
done
common="-g -O -swift-version 6 -enable-testing -sanitize=fuzzer,address -parse-as-library
  -wmo -I $out -Xcc -fmodule-map-file=$out/module.modulemap $include"
# shellcheck disable=SC2086
swiftc $common -module-name Lua -emit-module -emit-module-path "$out/Lua.swiftmodule" -c \
  Sources/Lua/*.swift -o "$out/objects/Lua.o" -enable-upcoming-feature InternalImportsByDefault
# shellcheck disable=SC2046,SC2086
swiftc $common -module-name Fuzz Tests/Fuzz/Fuzz.swift Tests/LuaTests/FuzzHost.swift \
  Tests/LuaTests/FuzzProgram.swift Tests/LuaTests/AllocationColumns.swift "$out"/objects/*.o \
  $(pkg-config --libs lua5.4) -o "$out/fuzz" 2>&1 | grep -v 'Cannot export local symbol' >&2 || true

# Long programs to begin with: bytes at random.
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  [ -e "$out/corpus/start-$n" ] || head -c $((n * 90)) /dev/urandom > "$out/corpus/start-$n"
done

export ASAN_OPTIONS="detect_stack_use_after_return=0:${ASAN_OPTIONS:-}"
[ -z "${FUZZ_SHOW:-}" ] || exec "$out/fuzz"
exec "$out/fuzz" "$out/corpus" -max_total_time="$seconds" -max_len=1500 -len_control=0 -timeout=20 \
  -rss_limit_mb=4096 -artifact_prefix="$out/" -print_final_stats=1 "$@"
