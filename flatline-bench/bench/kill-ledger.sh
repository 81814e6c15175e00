#!/usr/bin/env bash
# Kills `flatline serve` at random moments while telemetry comes, findings are read and a sink is told of them, starts it again
# on the same folder, and compares what it says then with all that it had told before. Prints the totals; ends with 1 where
# something was lost, never told, or told twice as new.
#
#   flatline-bench/bench/kill-ledger.sh [RUNS [SEED]]
#
# Loopback only. The folder with the last data and the server's log is named at the start and stays.
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=${1:-100}
seed=${2:-1}

# shellcheck source=/dev/null
. .mvn/find-jdk.sh
find_jdk java || exit 3
benchmarks=flatline-bench/target/benchmarks.jar
[ -r "$benchmarks" ] || ./mvnw -q -pl flatline-bench -am -P bench -DskipTests package

exec "$JAVA_HOME/bin/java" -cp "$benchmarks" dev.flatline.bench.KillLedgerBench "$runs" "$seed"
