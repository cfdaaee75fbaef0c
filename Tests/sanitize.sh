#!/bin/sh
# The whole suite under the address sanitizer, the engine's tests with a look for what nobody frees,
# and what several threads do under the thread sanitizer. A word, a filter as `swift test` takes it,
# does only the first two with the tests that it names; SANITIZE=thread does only the last.
set -eu
cd "$(dirname "$0")/.."

# XCTest, which `swift test` starts as well, keeps its own list of suites; the model's declarations
# are constants whose pointers look lost (see below).
mkdir -p .build
printf 'leak:libXCTest.so\nleak:9PlanModel\n' > .build/leaks-of-others

# Fake stacks would hide how deep the real one is. Leaks are looked for where the engine is tested:
# constants that Swift packs into spare bits of a pointer look lost elsewhere.
addresses() {
  ASAN_OPTIONS="detect_leaks=$leaks:detect_stack_use_after_return=0:${ASAN_OPTIONS:-}" \
    LSAN_OPTIONS="suppressions=$PWD/.build/leaks-of-others:print_suppressions=0" \
    swift test --sanitize=address --scratch-path .build/asan "$@"
}

# Snapshots on all cores, and references dropped on other threads. The sanitizer does not see the
# futex inside Swift's Mutex and takes two turns under the same lock for a race: what works under
# one on several threads is left out, and so are ThreadTests, which do not go on after a report.
printf 'race:FootprintNotes\nrace:ShardReader\nrace:WatchedDisk\n' > .build/turns-under-a-lock
threads() {
  TSAN_OPTIONS="suppressions=$PWD/.build/turns-under-a-lock:${TSAN_OPTIONS:-}" \
    swift test --sanitize=thread --scratch-path .build/tsan --filter "$1"
}

if [ "${SANITIZE:-}" != thread ]; then
  leaks=0 addresses ${1:+--filter "$1"}
  leaks=1 addresses --filter "${1:-^LuaTests[.]}"
fi
[ $# -gt 0 ] || threads 'ValueTests|PlanStoreTests'
