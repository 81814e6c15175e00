#!/usr/bin/env bash
# Whether one server keeps up with a large fleet: pods with four series each that are pushed every 15 s as Prometheus does it
# (FleetLoad), into a heap of 1.5 GiB. Prints what was dropped, how long after its time was over a sample was judged, how long
# until chromium paints the fleet's page, and how long a restart with that state takes.
#
#   flatline-bench/bench/live-fleet.sh [PODS [MINUTES]]
#
# FLATLINE_COLLECTOR names other options of the collector. The first eight minutes are left out of the lag and of the pauses:
# intervals and names are found out then. Needs the programs built: ./mvnw -P bench -DskipTests package
set -euo pipefail
cd "$(dirname "$0")/../.."

pods=${1:-200000}
minutes=${2:-30}
if [ "$minutes" -le 8 ]; then
  echo "live-fleet.sh: $minutes minutes: more than the eight that are left out are needed" >&2
  exit 2
fi
collector=${FLATLINE_COLLECTOR:--XX:+UseG1GC}
address=http://127.0.0.1:18642
folder=$(mktemp -d)
server=
load=
trap '[ -z "$load" ] || kill "$load" 2>"$folder/end" || :; [ -z "$server" ] || kill "$server"; wait; rm -rf "$folder"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Starts the server and waits until it is ready.
start() {
  local begin=$EPOCHREALTIME
  FLATLINE_JAVA_OPTS="-Xmx1536m $collector -Xlog:gc:file=$folder/gc.log:uptime" ./flatline \
    serve --listen 127.0.0.1:18642 --data "$folder/data" >"$folder/flatline.log" 2>&1 &
  server=$!
  until curl --silent --fail --output "$folder/answer" "$address/health/ready"; do
    kill -0 "$server"
    sleep 0.1
  done
  echo "$begin $EPOCHREALTIME" | awk '{printf "ready after %.1f s\n", $2 - $1}'
}

metrics() {
  curl --silent --fail --max-time 60 "$address/metrics" | grep '^flatline_'
}

# As a browser sees it.
first_paint() {
  "$java" -cp flatline-bench/target/benchmarks.jar dev.flatline.bench.FirstPaint "$(command -v chromium)" "$address/fleet"
}

start
"$java" -Xmx2g --enable-native-access=ALL-UNNAMED -cp flatline-bench/target/benchmarks.jar dev.flatline.bench.FleetLoad \
  "$address/api/v1/write" "$pods" "$minutes" &
load=$!
sleep 480
metrics >"$folder/before"
wait "$load"
load=
metrics >"$folder/after"

echo "longest pauses of the collector after the first eight minutes:"
awk -F'[][s]' '$2 > 480 && /Pause/ { print "  " $0 }' "$folder/gc.log" | sed 's/^\(.*\) \([0-9.]*\)ms$/\2 ms\1/' | sort -rn | head -n 5
echo "lag, samples by seconds after their time and the allowed lateness:"
awk '/^flatline_judge_lag_seconds_bucket/ {
    match($0, /le="[^"]*"/)
    bound = substr($0, RSTART + 4, RLENGTH - 5)
    match($0, /source="[^"]*"/)
    source = substr($0, RSTART + 8, RLENGTH - 9)
    if (FNR == NR) before[source, bound] = $NF
    else { name[++count] = source; to[count] = bound; samples[count] = $NF - before[source, bound]; all[source] = samples[count] }
  }
  END { for (i = 1; i <= count; i++) if (all[name[i]] > 0)
    printf "  %s, up to %s s: %.2f %%\n", name[i], to[i], 100 * samples[i] / all[name[i]] }' \
  "$folder/before" "$folder/after"
grep -E '^flatline_(judge_received_samples_total|judge_judged_samples_total|workloads|push_series) ' "$folder/after"
echo "dropped, refused, without room, if anything:"
grep -E '^flatline_[a-z_]*(dropped|refused|no_room|too_old|too_far|thinned)[a-z_]*(\{.*\})? ' "$folder/after" | grep -v ' 0\(\.0\)\?$' || :
"${java%java}jcmd" "$server" GC.heap_info
first_paint

begin=$EPOCHREALTIME
kill "$server"
wait "$server" || :
server=
echo "$begin $EPOCHREALTIME" | awk '{printf "stopped after %.1f s\n", $2 - $1}'
find "$folder/data" -type f -printf '  %f: %s bytes\n'
start
first_paint
