#!/bin/sh
# Random archives for the reader of bundles: FUZZ_SECONDS says how long (10), FUZZ_SEED where to
# begin. What fails names its seed.
set -eu
cd "$(dirname "$0")/.."
FUZZ_SECONDS=${FUZZ_SECONDS:-10} exec swift test --filter ArchiveFuzzTests
