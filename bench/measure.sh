# How run.sh measures and prints. Times are microseconds until they are printed.

now() { echo $(($(date +%s%N) / 1000)); }
ms() { awk "BEGIN { t = $1 / 1000; printf(t < 100 ? \"%.1f\" : \"%.0f\", t) }"; }
ratio() { awk "BEGIN { if ($2 > 0) printf(\"%.2f\", $1 / $2) }"; }

# What the processes run so far have computed, all cores together.
computed() {
  times >"$work/times"
  awk -F '[ms ]+' 'NR == 2 { printf "%d", ($1 * 60 + $2 + $3 * 60 + $4) * 1e6 }' "$work/times"
}

# best RUNS FUNCTION: the shortest wall time in `best`, the least computing time in `cpu`; what
# it printed in $work/FUNCTION.
best() {
  best= cpu=
  for _ in $(seq "$1"); do
    computed >"$work/before"
    began=$(now)
    "$2" >"$work/$2"
    took=$(($(now) - began))
    computed >"$work/after"
    least "$took" "$(($(cat "$work/after") - $(cat "$work/before")))"
  done
}

# in_turn RUNS FUNCTION FUNCTION: `best` for two that meet the same machine: first, first_cpu,
# second, second_cpu.
in_turn() {
  first= first_cpu= second= second_cpu=
  for _ in $(seq "$1"); do
    best 1 "$2"
    first=$(lower "$first" "$best") first_cpu=$(lower "$first_cpu" "$cpu")
    best 1 "$3"
    second=$(lower "$second" "$best") second_cpu=$(lower "$second_cpu" "$cpu")
  done
}

# lower KNOWN NEW: the lower; KNOWN may be nothing yet.
lower() { if [ -z "$1" ] || [ "$2" -lt "$1" ]; then echo "$2"; else echo "$1"; fi; }

least() {
  if [ -z "$best" ] || [ "$1" -lt "$best" ]; then best=$1; fi
  if [ -z "$cpu" ] || [ "$2" -lt "$cpu" ]; then cpu=$2; fi
}

# starts ROUNDS RUNS: the time of one start of each, from the best round of so many runs.
starts() {
  start_ours= start_lua=
  for _ in $(seq "$1"); do
    one_round "$2" "$planscript" && { [ -z "$start_ours" ] || [ "$took" -lt "$start_ours" ]; } && start_ours=$took
    one_round "$2" lua5.4 && { [ -z "$start_lua" ] || [ "$took" -lt "$start_lua" ]; } && start_lua=$took
  done
}

one_round() {
  began=$(now)
  count=0
  while [ $count -lt "$1" ]; do
    "$2" -e 'print(1)' >/dev/null
    count=$((count + 1))
  done
  took=$((($(now) - began) / $1))
}

# peak COMMAND…: its highest RssAnon in `private` and highest resident size in `resident`, in MB.
peak() {
  private=0 resident=0
  "$@" >/dev/null &
  while read_status $!; do sleep 0.005; done
  wait $!
  private=$((private / 1024)) resident=$((resident / 1024))
}

# False once the process has ended: what ended has no memory.
read_status() {
  found=
  while read -r name value _; do
    case $name in
      VmHWM:) resident=$value ;;
      RssAnon:) found=yes; [ "$value" -gt "$private" ] && private=$value ;;
    esac
  done 2>/dev/null <"/proc/$1/status"
  [ -n "$found" ]
}

same_lines() {
  sort "$1" >"$work/left" && sort "$2" >"$work/right" && cmp -s "$work/left" "$work/right"
}

# What a loop over rows printed: rows, milliseconds, sums; tabs between.
rows_of() { echo "${1%%	*}"; }
micro() { echo "$1" | awk -F '\t' '{ printf "%d", $2 * 1000 }'; }

# ---- printing. %-42s counts bytes; `fit` counts characters.

title() {
  set -- "$1" $(cat "$1"/attendance/*.json | awk '/"id"/ { n++ } { b += length($0) + 1 } END { print n, b }') \
    "$(ls "$1/attendance" | wc -l)"
  echo "planscript's benchmark: $2 attendance rows in $4 files, $(($3 / 1000000)) MB; $(nproc) cores, load $(cut -d ' ' -f 1 /proc/loadavg)"
}

fit() { printf '%s%*s' "$1" $((44 - $(printf %s "$1" | wc -m))) ''; }
# section WHAT UNIT RATIO [COLUMN]; row WHAT TIME RATIO [COLUMN] [NOTE]
section() { printf '\n%s%10s%9s  %s\n' "$(fit "$1")" "$2" "$4" "$3"; }
row() { printf '  %s%8s%9s  %-6s  %s\n' "$(fit "$1")" "$2" "$4" "$3" "$5"; }
missing() { echo "  $1: left out, it needs $2"; }

# goal WHAT PART WHOLE AT_MOST
goal() {
  awk "BEGIN { exit !($2 <= $4 * $3) }" && met="met" || met="not met"
  row "→ $1" "$(ratio "$2" "$3")" "" "" "wanted ≤ $4: $met"
}

limit() {
  [ "$2" -lt "$3" ] && met="met" || met="not met"
  row "→ $1" "$2" "" "" "wanted < $3 $4: $met"
}
