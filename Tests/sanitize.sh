#!/bin/sh
# The whole suite under the address sanitizer, which also looks for what nobody frees, then what
# several threads do under the thread sanitizer. A word, a filter as `swift test` takes it, does
# only the first with the tests that it names; SANITIZE=thread does only the second.
set -eu
cd "$(dirname "$0")/.."

# XCTest, which `swift test` starts as well, keeps its own list of suites.
mkdir -p .build
echo 'leak:libXCTest.so' > .build/leaks-of-others

# Its fake stacks would hide how deep the real one is.
addresses() {
  ASAN_OPTIONS="detect_stack_use_after_return=0:${ASAN_OPTIONS:-}" \
    LSAN_OPTIONS="suppressions=$PWD/.build/leaks-of-others:print_suppressions=0" \
    swift test --sanitize=address --scratch-path .build/asan "$@"
}

threads() {
  swift test --sanitize=thread --scratch-path .build/tsan --filter "$1"
}

if [ $# -gt 0 ]; then
  addresses --filter "$1"
else
  [ "${SANITIZE:-}" = thread ] || addresses
  threads 'ThreadTests|PlanStoreTests'
fi
