#!/usr/bin/env bash
# What a million samples of remote write cost the process that takes them, in seconds of CPU: Flatline, which judges them, and
# Prometheus, which stores them, one after the other, by the same requests (RemoteWriteLoad). The load generator is not counted.
#
#   flatline-bench/bench/remote-write.sh [SAMPLES OF EACH SERIES]
#
# Needs prometheus on the path, and the programs built: ./mvnw -P bench -DskipTests package
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-400}
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$folder"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

load() {
  "$java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp flatline-bench/target/benchmarks.jar dev.flatline.bench.RemoteWriteLoad "$1" "$server" "$rounds"
}

await() {
  for _ in $(seq 100); do
    curl --silent --fail --output "$folder/answer" "$1" && return
    sleep 0.3
  done
  echo "nobody listens at $1" >&2
  exit 1
}

echo "global: {scrape_interval: 1h}" >"$folder/prometheus.yml"
prometheus --config.file="$folder/prometheus.yml" --storage.tsdb.path="$folder/tsdb" --web.listen-address=127.0.0.1:19090 \
  --web.enable-remote-write-receiver 2>"$folder/prometheus.log" &
server=$!
await http://127.0.0.1:19090/-/ready
echo "prometheus:"
load http://127.0.0.1:19090/api/v1/write
kill "$server"
wait "$server" || true

FLATLINE_JAVA_OPTS=-Xmx800m ./flatline serve --listen 127.0.0.1:18642 --data "$folder/data" >"$folder/flatline.log" 2>&1 &
server=$!
await http://127.0.0.1:18642/health/ready
echo "flatline:"
load http://127.0.0.1:18642/api/v1/write
curl --silent http://127.0.0.1:18642/metrics | grep -E '^flatline_(push|judge)_[a-z_]*(points|samples)_total'
