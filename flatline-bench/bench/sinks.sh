#!/usr/bin/env bash
# Whether sinks that hang or fail slow down judgement: the same telemetry into `flatline serve` with no sink, with four that take
# what they are told, and with four of which one hangs, one is away, one fails and one refuses; in turn. Prints medians and ratios.
#
#   flatline-bench/bench/sinks.sh [ROUNDS]
#
# Loopback only. Needs the programs built: ./mvnw -P bench -DskipTests package
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-7}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$java" -Xmx1g -cp flatline-bench/target/benchmarks.jar dev.flatline.bench.SinkBench "$rounds" "$folder"
