#!/bin/sh
# Random programs for the engine: FUZZ_SECONDS says how long (10), FUZZ_SEED where to begin.
cd "$(dirname "$0")/.." || exit 1
FUZZ_SECONDS=${FUZZ_SECONDS:-10} exec swift test --filter FuzzTests
