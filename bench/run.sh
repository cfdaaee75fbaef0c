#!/bin/sh
# The benchmark: how long the main jobs take beside the peers that are installed.
#
# It prints a table and never fails: a peer that is missing is left out, and said so.
# Times are wall times in milliseconds, the best of several runs, files in the page cache;
# planscript's own cache is used where it says so. BENCH_RUNS sets how many runs (5);
# BENCH_LARGE=1 adds ten times the rows (2 GB of disk).

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.." || exit 0
. "$here/measure.sh"

planscript=${PLANSCRIPT:-.build/release/planscript}
engine=${ENGINE_BENCH:-.build/release/engine-bench}
store_bench=${STORE_BENCH:-.build/release/store-bench}
query_bench=${QUERY_BENCH:-.build/release/query-bench}
stores=.build/bench
runs=${BENCH_RUNS:-5}
mkdir -p "$stores"
work=$(mktemp -d) || exit 0
trap 'rm -rf "$work"' EXIT

if [ ! -x "$planscript" ]; then
  echo "No $planscript: build it with 'make release'."
  exit 0
fi

# store NAME UNITS PEOPLE: makes a store once; 88 in 100 people are summoned.
store() {
  [ -e "$stores/$1/.made" ] && return
  echo "Making $stores/$1 …"
  rm -rf "${stores:?}/$1"
  "$planscript" init "$stores/$1" --sample --units "$2" --people "$3" --seed 130 >"$work/init" 2>&1 &&
    touch "$stores/$1/.made" || cat "$work/init"
}

have() { command -v "$1" >/dev/null 2>&1; }
module() { python3 -c "import $1" >/dev/null 2>&1; }

group() { "$planscript" -d "$stores/$1" --no-cache bench/group.lua; }
first_read() {
  rm -rf "$stores/million/.planscript/cache"
  cached
}
cached() { "$planscript" -d "$stores/million" bench/group.lua; }
one_record() { "$planscript" -d "$stores/million" -e 'print(plan.units["dv-300"].name)'; }
sqlite() { python3 bench/peers/commit_sqlite.py "$stores/attendance.sqlite" "$@"; }
write_once() { python3 bench/peers/write_once.py "$stores/million/attendance/dv-300.json" "$stores" 20; }
million() { group million; }
tenfold() { group tenfold; }
duckdb() { python3 bench/peers/group_duckdb.py "$stores/million/attendance" 2>>"$work/duckdb-query"; }
cjson() { lua5.4 bench/peers/group_cjson.lua "$stores"/million/attendance/*.json; }
json() { python3 bench/peers/group_python.py json "$stores"/million/attendance/*.json; }
orjson() { python3 bench/peers/group_python.py orjson "$stores"/million/attendance/*.json; }
jq_group() { jq -rnf bench/peers/group.jq "$stores"/million/attendance/*.json; }

# compare NAME RUNS FUNCTION: times a peer and holds its figures against planscript's.
compare() {
  best "$2" "$3"
  if same_lines "$work/million" "$work/$3"; then
    row "$1" "$(ms "$best")" "$(ratio "$best" "$ours")" "$(ms "$cpu")" "same figures"
  else
    row "$1" "$(ms "$best")" "$(ratio "$best" "$ours")" "$(ms "$cpu")" "OTHER FIGURES"
  fi
}

group_section() {
  section "Group by unit and category with two sums, cold process" "ms" "× planscript" "cpu ms"
  best "$runs" million
  ours=$best
  row planscript "$(ms "$ours")" "" "$(ms "$cpu")" "$(wc -l <"$work/million") groups"
  if have python3 && module duckdb; then
    compare "DuckDB, whole process" "$runs" duckdb
    query=$(sort -n "$work/duckdb-query" | head -1)000
    row "DuckDB, the query alone" "$(ms "$query")" "$(ratio "$query" "$ours")"
    goal "planscript ÷ DuckDB, process by process" "$ours" "$best" 0.5
    goal "planscript ÷ DuckDB's query alone" "$ours" "$query" 0.5
  else missing DuckDB "the Python module duckdb"; fi
  if have lua5.4 && lua5.4 -e 'require("cjson")' >/dev/null 2>&1; then
    compare lua-cjson 2 cjson
    goal "planscript ÷ lua-cjson" "$ours" "$best" 0.125
  else missing lua-cjson "lua5.4 and lua-cjson"; fi
  if have python3; then
    compare "Python json" 1 json
    if module orjson; then compare "Python orjson" 1 orjson; else missing "Python orjson" "the Python module orjson"; fi
  else missing Python python3; fi
  if have jq; then compare jq 1 jq_group; else missing jq jq; fi
}

# The query alone, the columns in memory: keys unit and category; rows and two sums.
query_section() {
  section "A query: two keys, three figures, all rows" "ms" "× C++ loop"
  if [ ! -x "$query_bench" ]; then missing "the query alone" "$query_bench"; return; fi
  if ! "$query_bench" "$stores/million" $((runs * 8)) >"$work/query" 2>"$work/query-times"; then
    row "planscript and the C++ loop" "" "" "" "$(head -1 "$work/query")"
    return
  fi
  mine=$(query_time planscript) loop=$(query_time loop)
  row "C++, a loop written by hand, one core" "$(ms "$loop")" "" "" "same figures"
  row "planscript" "$(ms "$mine")" "$(ratio "$mine" "$loop")" "" "$(wc -l <"$work/query") groups"
  if have python3 && module duckdb; then
    python3 bench/peers/query_duckdb.py "$stores/million/attendance" $((runs * 8)) \
      >"$work/query-duckdb" 2>>"$work/query-times"
    if same_lines "$work/query" "$work/query-duckdb"; then same="same figures"; else same="OTHER FIGURES"; fi
    row "DuckDB, its table in memory" "$(ms "$(query_time duckdb)")" \
      "$(ratio "$(query_time duckdb)" "$loop")" "" "$same"
  else missing DuckDB "the Python module duckdb"; fi
  goal "planscript ÷ C++ loop" "$mine" "$loop" 1.5
}

query_time() { awk -F '\t' -v name="$1" '$1 == name { printf "%d", $2 * 1000 }' "$work/query-times"; }

memory_section() {
  section "Peak private memory of that group by" "MB" ""
  peak "$planscript" -d "$stores/million" --no-cache bench/group.lua
  row "anonymous (highest RssAnon, every 5 ms)" "$private" "" "" "files' pages included (VmHWM): $resident"
  limit "private memory" "$private" 250 MB
}

# The first run reads everything and leaves the cache; --no-cache reads and leaves nothing.
cache_section() {
  section "That group by again, the store unchanged" "ms" "× again" "cpu ms"
  in_turn $((runs * 2)) first_read cached
  cold=$first cold_cpu=$first_cpu again=$second again_cpu=$second_cpu
  in_turn $((runs * 2)) million cached
  again=$(lower "$again" "$second") again_cpu=$(lower "$again_cpu" "$second_cpu")
  if same_lines "$work/million" "$work/cached"; then same="same figures"; else same="OTHER FIGURES"; fi
  row "again, from the cache of columns" "$(ms "$again")" "" "$(ms "$again_cpu")" "$same"
  row "the first time, leaving the cache" "$(ms "$cold")" "$(ratio "$cold" "$again")" "$(ms "$cold_cpu")"
  row "without the cache" "$(ms "$first")" "$(ratio "$first" "$again")" "$(ms "$first_cpu")"
  goal "again ÷ the first time" "$again" "$cold" 0.1
  goal "again ÷ without the cache" "$again" "$first" 0.1
}

commit_section() {
  section "One record of that store changed and committed" "ms" "× SQLite"
  if [ ! -x "$store_bench" ]; then missing "the store alone" "$store_bench"; return; fi
  if have python3 && module sqlite3; then
    [ -e "$stores/attendance.sqlite" ] || sqlite 1 1000000
  fi
  ours= theirs= once=
  for _ in $(seq "$runs"); do
    "$store_bench" "$stores/million" 20 >"$work/store-bench"
    ours=$(lower "$ours" "$(figure "commit, median")")
    have python3 && once=$(lower "$once" "$(write_once | awk '{ printf "%d", $1 * 1000 }')")
    [ -e "$stores/attendance.sqlite" ] && theirs=$(lower "$theirs" "$(sqlite 20 | awk '{ printf "%d", $1 * 1000 }')")
  done
  row "planscript" "$(ms "$ours")" "" "" "median of 20, the best of $runs rounds"
  if [ -n "$theirs" ]; then
    row "SQLite, WAL, synchronous=FULL" "$(ms "$theirs")"
    row "one file of that size written and synced" "$(ms "$once")" "$(ratio "$once" "$theirs")"
    goal "planscript ÷ SQLite" "$ours" "$theirs" 3
  else missing SQLite "the Python module sqlite3"; fi
  slow_flushes
  row "read, in sizes of the file" "$(told "read")" "" "" "written: $(told "written"); synced: $(told "synced"); other data files opened: $(told "other files opened")"
}

# The same where the disk takes longer to flush: what a commit waits for is then what counts.
slow_flushes() {
  [ -n "$theirs" ] || return
  if ! have cc || ! cc -O2 -shared -fPIC -o "$work/slow.so" bench/peers/slow_flush.c -ldl 2>"$work/cc"; then
    missing "disks that take longer to flush" "a C compiler"
    return
  fi
  for more in 1 2 5; do
    ours= theirs=
    for _ in $(seq "$runs"); do
      slowly $more "$store_bench" "$stores/million" 20 >"$work/store-bench-slow"
      ours=$(lower "$ours" "$(figure "commit, median" "$work/store-bench-slow")")
      theirs=$(lower "$theirs" "$(slowly $more python3 bench/peers/commit_sqlite.py "$stores/attendance.sqlite" 20 | awk '{ printf "%d", $1 * 1000 }')")
    done
    row "a flush takes $more ms more: planscript" "$(ms "$ours")" "" "" "SQLite $(ms "$theirs")"
    goal "planscript ÷ SQLite" "$ours" "$theirs" 3
  done
}

# slowly MILLISECONDS COMMAND…
slowly() {
  micro=$1000
  shift
  LD_PRELOAD="$work/slow.so" SLOW_FLUSH=$micro "$@"
}

# A figure of store-bench: as microseconds, as it is.
figure() { awk -F '\t' -v name="$1" '$1 == name { printf "%d", $2 * 1000 }' "${2:-$work/store-bench}"; }
told() { awk -F '\t' -v name="$1" '$1 == name { printf "%.2f", $2 }' "$work/store-bench"; }

opening_section() {
  section "That store opened for one record of a small collection" "ms" ""
  best $((runs * 4)) one_record
  row "planscript, whole process" "$(ms "$best")" "" "$(ms "$cpu")"
  goal "opening ÷ 10 ms" "$best" 10000 1
  [ -s "$work/store-bench" ] && row "the store alone" "$(told "one record, median")"
}

# All checks that ship, and copies of them under other names until there are a hundred.
hundred_checks() {
  mkdir -p "$work/hundred"
  made=0
  for round in 1 2 3; do
    for check in scripts/checks/*.lua; do
      [ $made -lt 100 ] || return 0
      sed "s/id = \"\([a-z-]*\)\"/id = \"\1-$round\"/" "$check" >"$work/hundred/$round-${check##*/}"
      made=$((made + 1))
    done
  done
}

checks() {
  "$planscript" -d "$stores/people" check --fail-on none --today 2023-12-22 -o json "$work"/hundred/*.lua 2>"$work/tally"
}

checks_section() {
  section "A hundred checks over 600 units and 60,000 people" "ms" "" "cpu ms"
  store people 600 60000
  hundred_checks
  checks >/dev/null
  best "$runs" checks
  if ! grep -q '"tally"' "$work/checks"; then missing "a hundred checks" "a run that ends well"; return; fi
  row "planscript, whole process" "$(ms "$best")" "" "$(ms "$cpu")" "$(head -1 "$work/tally")"
  limit "a hundred checks" "$((best / 1000))" 1000 ms
}

rows_section() {
  section "A Lua loop over all rows, two fields each" "ms" "× all fields"
  walked=$("$planscript" -d "$stores/million" bench/rows.lua)
  mine=$(micro "$walked")
  if ! have lua5.4; then
    row planscript "$(ms "$mine")" "" "" "$(rows_of "$walked") rows"
    missing "plain tables" lua5.4
    return
  fi
  whole=$(lua5.4 bench/peers/rows.lua all "$stores"/million/attendance/*.json)
  two=$(lua5.4 bench/peers/rows.lua two "$stores"/million/attendance/*.json)
  plain=$(micro "$whole")
  if [ "${walked##*	}" = "${whole##*	}" ]; then same="same figures"; else same="OTHER FIGURES"; fi
  row planscript "$(ms "$mine")" "$(ratio "$mine" "$plain")" "" "$(rows_of "$walked") rows"
  row "plain tables, all fields of a row" "$(ms "$plain")" "" "" "$same"
  row "plain tables, just the two fields" "$(ms "$(micro "$two")")" "$(ratio "$(micro "$two")" "$plain")"
  goal "planscript ÷ plain tables" "$mine" "$plain" 2.2
  goal "planscript ÷ tables of two fields" "$mine" "$(micro "$two")" 2.2
}

start_section() {
  section "Start: -e 'print(1)', 200 runs in turn" "ms" ""
  if ! have lua5.4; then missing "stock Lua" lua5.4; return; fi
  starts 10 20
  row planscript "$(ms "$start_ours")" "$(ratio "$start_ours" "$start_lua")"
  row "lua5.4" "$(ms "$start_lua")" ""
  goal "planscript ÷ lua5.4" "$start_ours" "$start_lua" 5
}

# A script of an installed bundle against the same as a plain file: what verifying it and starting
# it in its room computes. The wall time has the disk's in it: the audit's line is synced.
bundle_section() {
  section "A bundle's script, verified and audited: attendance-pack:attendance-summary" "ms" "× plain" "cpu ms"
  export XDG_DATA_HOME="$work/home"
  pack="$here/../examples/bundles/attendance-pack"
  cp -r "$here/../examples/plan-130" "$work/office" && cp -r "$pack/scripts" "$work/plain" &&
    cp -r "$pack/lib" "$work/plain/lib" &&
    "$planscript" key new bench --no-passphrase >"$work/said" &&
    "$planscript" bundle pack "$pack" --out "$work/a.bundle" >>"$work/said" &&
    "$planscript" bundle sign "$work/a.bundle" --key bench >>"$work/said" &&
    "$planscript" -d "$work/office" key trust "$work/a.bundle" --name bench --apply >>"$work/said" &&
    "$planscript" -d "$work/office" bundle install "$work/a.bundle" --yes >>"$work/said"
  [ $? = 0 ] || return
  in_turn 60 plain_script bundle_script
  row "plain file" "$(ms "$first")" "" "$(ms "$first_cpu")"
  row "bundle" "$(ms "$second")" "$(ratio "$second" "$first")" "$(ms "$second_cpu")"
  limit "more than the plain file" $((second - first)) 5000 "µs"
} 2>/dev/null

plain_script() {
  "$planscript" -d "$work/office" "$work/plain/attendance-summary.lua" --unit dv-012 \
    --today 2023-12-22
}

bundle_script() {
  "$planscript" -d "$work/office" attendance-pack:attendance-summary --unit dv-012 \
    --today 2023-12-22
}

# The figures that engine-bench prints: name, nanoseconds, ratio to the first of its group.
crossing_section() {
  section "Between Lua and Swift" "ns" "× peer"
  if [ ! -x "$engine" ]; then missing "the binding alone" "$engine"; return; fi
  "$engine" >"$work/engine"
  while IFS='	' read -r name nanoseconds ratio; do
    row "$name" "$nanoseconds" "$ratio"
  done <"$work/engine"
  crossing "typed Swift closure" 1.5
  crossing "property of a host object" 7.3
  crossing "sandboxed state" 5
}

# Hostile scripts: how far past its time limit each was stopped.
overshoot_section() {
  section "Past the time limit, hostile scripts" "ms" "" "closing"
  if [ ! -x "$engine" ]; then missing "the engine" "$engine"; return; fi
  "$engine" Tests/LuaTests/Hostile >"$work/overshoot"
  head -5 "$work/overshoot" | while IFS='	' read -r name past closing; do
    row "$name" "$past" "" "$closing"
  done
  limit "the worst of $(wc -l <"$work/overshoot")" "$(head -1 "$work/overshoot" | cut -f 2 | cut -d . -f 1)" 100 ms
}

# The same script in the sandbox and in stock Lua, in turn; the least of each kind.
limits_section() {
  section "What the limits cost" "ms" "× lua5.4"
  if ! have lua5.4; then missing "stock Lua" lua5.4; return; fi
  rm -f "$work/ours" "$work/stock"
  # Many short turns: what else the machine does then meets both alike.
  for _ in 1 2 3 4 5 6 7 8; do
    "$planscript" -d examples/plan-130 bench/limits.lua >>"$work/ours"
    lua5.4 bench/limits.lua >>"$work/stock"
  done
  least_of "$work/ours" >"$work/least-ours"
  least_of "$work/stock" >"$work/least-stock"
  join -t '	' "$work/least-ours" "$work/least-stock" >"$work/both"
  while IFS='	' read -r name mine theirs; do
    row "$name" "$mine" "$(ratio "$mine" "$theirs")"
  done <"$work/both"
  grep "^cpu_" "$work/both" >"$work/computing"
  grep -v "^cpu_" "$work/both" >"$work/texts"
  mean_of "$work/computing" "computing" 1.08
  mean_of "$work/texts" "text and tables" 1.15
}

least_of() {
  awk -F '\t' '!($1 in t) || $2 < t[$1] { t[$1] = $2 } END { for (k in t) print k "\t" t[k] }' "$1" |
    sort
}

# mean_of FILE WHAT AT_MOST: the geometric mean of the ratios.
mean_of() {
  mean=$(awk -F '\t' '{ s += log($2 / $3); n++ } END { if (n) printf "%d", exp(s / n) * 1000 }' "$1")
  goal "$2, the mean" "$mean" 1000 "$3"
}

# crossing NAME LIMIT
crossing() {
  found=$(awk -F '\t' -v name="$1" '$1 == name { print $3 * 1000 }' "$work/engine")
  goal "$1 ÷ peer" "$found" 1000 "$2"
}

tenfold_section() {
  section "Ten times the rows" "ms" "× a million" "cpu ms"
  store tenfold 6000 11380000
  best 2 tenfold
  row "planscript, $(wc -c "$stores"/tenfold/attendance/*.json | awk '/total/ { s += $1 } END { printf "%.1f GB", s / 1e9 }')" \
    "$(ms "$best")" "$(ratio "$best" "$ours")" "$(ms "$cpu")" "about 10 is wanted"
}

store million 600 1138000
title "$stores/million"
group_section
query_section
memory_section
cache_section
commit_section
opening_section
checks_section
rows_section
start_section
bundle_section
crossing_section
limits_section
overshoot_section
[ "${BENCH_LARGE:-0}" = 1 ] && tenfold_section
exit 0
