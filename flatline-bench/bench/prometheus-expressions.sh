#!/usr/bin/env bash
# What mean, CV and correlation of one workload cost, over 30 minutes at 15 s: in Prometheus, as three instant queries over
# blocks that promtool made, and in Flatline's window (WindowBenchmark). Prints one table with the ratio.
#
#   flatline-bench/bench/prometheus-expressions.sh [WORKLOADS [ROUNDS]]
#
# CPU time of the server's process, from /proc. Loopback only; everything it makes is in a folder that it removes.
set -euo pipefail
cd "$(dirname "$0")/../.."

workloads=${1:-500}
rounds=${2:-20}
port=${PORT:-19090}
step=15
samples=240 # an hour, so that every 30-minute window is full
start=1767225600
end=$((start + (samples - 1) * step))

for program in prometheus promtool curl awk; do
  command -v "$program" >/dev/null || { echo "$program is not installed (Debian: apt-get install prometheus curl)" >&2; exit 3; }
done

folder=$(mktemp -d)
server=
stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || :
  wait "$server" 2>/dev/null || :
  server=
}
finish() {
  stop_server
  rm -rf "$folder"
}
trap finish EXIT

# CPU share, network throughput, and the product that the correlation needs: what recording rules would have left.
make_blocks() {
  awk -v workloads="$workloads" -v samples="$samples" -v start="$start" -v step="$step" '
    BEGIN {
      srand(1)
      for (w = 0; w < workloads; w++)
        for (i = 0; i < samples; i++) {
          cpu[w, i] = 0.3 + 0.2 * rand()
          network[w, i] = 100000 * rand()
        }
      split("cpu network cpu_network", names, " ")
      for (n = 1; n <= 3; n++) {
        printf "# TYPE %s gauge\n", names[n]
        for (w = 0; w < workloads; w++)
          for (i = 0; i < samples; i++) {
            value = n == 1 ? cpu[w, i] : n == 2 ? network[w, i] : cpu[w, i] * network[w, i]
            printf "%s{workload=\"w%d\"} %.6f %d\n", names[n], w, value, start + i * step
          }
      }
      print "# EOF"
    }' >"$folder/metrics.txt"
  promtool tsdb create-blocks-from openmetrics "$folder/metrics.txt" "$folder/data" >/dev/null
}

start_server() {
  echo 'global: {}' >"$folder/prometheus.yml"
  prometheus --config.file="$folder/prometheus.yml" --storage.tsdb.path="$folder/data" --storage.tsdb.retention.time=100y \
    --web.listen-address="127.0.0.1:$port" --log.level=error >"$folder/log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    curl -sf "http://127.0.0.1:$port/-/ready" >/dev/null && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
  done
  cat "$folder/log" >&2
  echo "Prometheus did not start on port $port (PORT=... takes another)" >&2
  exit 3
}

expressions=(
  'avg_over_time(cpu[30m])'
  'stddev_over_time(cpu[30m]) / avg_over_time(cpu[30m])'
  '(avg_over_time(cpu_network[30m]) - avg_over_time(cpu[30m]) * avg_over_time(network[30m])) / (stddev_over_time(cpu[30m]) * stddev_over_time(network[30m]))'
)

# Evaluates all three at one time and checks that each answered for every workload.
evaluate() {
  local expression answers
  for expression in "${expressions[@]}"; do
    answers=$(curl -sf "http://127.0.0.1:$port/api/v1/query" --data-urlencode "query=$expression" --data-urlencode "time=$1" |
      grep -o '"workload"' | wc -l)
    [ "$answers" -eq "$workloads" ] || { echo "$answers answers instead of $workloads to $expression" >&2; exit 3; }
  done
}

# User and system time of the server so far, in clock ticks.
ticks() {
  local fields
  read -r -a fields <<<"$(sed 's/.*) //' "/proc/$server/stat")"
  echo $((fields[11] + fields[12]))
}

# Nanoseconds of CPU for each workload and evaluation, the median of the rounds.
measure_server() {
  local round before after
  for round in 1 2 3; do evaluate $((end - round * step)); done
  for round in $(seq "$rounds"); do
    before=$(ticks)
    for repeat in 0 1 2 3 4; do evaluate $((end - (round * 5 + repeat) % 100 * step)); done
    after=$(ticks)
    echo $(((after - before) * (1000000000 / $(getconf CLK_TCK)) / 5 / workloads))
  done | sort -n | sed -n "$(((rounds + 1) / 2))p"
}

benchmarks=flatline-bench/target/benchmarks.jar
# shellcheck source=/dev/null
. .mvn/find-jdk.sh
find_jdk java || exit 3
[ -r "$benchmarks" ] || ./mvnw -q -pl flatline-bench -am -P bench -DskipTests package

make_blocks
start_server
prometheus_nanos=$(measure_server)
stop_server
"$JAVA_HOME/bin/java" -jar "$benchmarks" WindowBenchmark -rf csv -rff "$folder/jmh.csv" >"$folder/jmh.log" ||
  { cat "$folder/jmh.log" >&2; exit 3; }

echo "Load while measuring: $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) cores"
echo
echo "| mean, CV and correlation of one workload, 30 min at 15 s | µs | times |"
echo "|---|---|---|"
version=$(prometheus --version 2>&1 | sed -n 's/^prometheus, version \([^ ]*\).*/\1/p')
awk -v nanos="$prometheus_nanos" -v version="$version" -v workloads="$workloads" 'BEGIN {
  printf "| Prometheus %s, CPU of its process, %d workloads | %.1f | 1 |\n", version, workloads, nanos / 1000
}'
tr -d '"' <"$folder/jmh.csv" | awk -F , -v nanos="$prometheus_nanos" '
  $1 ~ /:p0.50$/ {
    printf "| Flatline, one sample more and both correlations, %d workload%s in turn | %.3f | %.0f |\n", \
      $8, ($8 + 0 > 1 ? "s" : ""), $5 / 1000, nanos / $5
  }'
