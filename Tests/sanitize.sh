#!/bin/sh
# The engine's tests under the address sanitizer; SANITIZE_THREADS=1 adds the thread sanitizer, which
# has not been seen to finish here.
# Leaks are counted by the tests themselves: Swift's runtime keeps memory that looks lost.
cd "$(dirname "$0")/.." || exit 1
export ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=0:${ASAN_OPTIONS:-}"
swift test --sanitize=address --scratch-path .build/asan --filter "${1:-LuaTests}" || exit 1
if [ "${SANITIZE_THREADS:-0}" = 1 ]; then
  swift test --sanitize=thread --scratch-path .build/tsan --filter "${1:-LuaTests}" || exit 1
fi
