#!/usr/bin/env bash
# What `flatline hunt` over a Prometheus takes, beside curl that fetches the same ranges one after the other and throws them
# away: the two take turns, and the ratio is that of the medians (PrometheusBench).
#
#   flatline-bench/bench/hunt-prometheus.sh [WORKLOADS [HOURS [ROUNDS]]]
#
# Loopback only. The server's data (5,000 workloads, 6 h at 15 s: about 100 MB, and 1.3 GB while they are made) stay in
# flatline-bench/target/prometheus-bench for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."

for program in prometheus promtool curl; do
  command -v "$program" >/dev/null || { echo "$program is not installed (Debian: apt-get install prometheus curl)" >&2; exit 3; }
done

./mvnw -q -Pbench -pl flatline-bench -am package -DskipTests -Dspotless.check.skip=true
. .mvn/find-jdk.sh
find_jdk java || exit 3
exec "$JAVA_HOME/bin/java" -Xmx1g -cp flatline-bench/target/benchmarks.jar \
  dev.flatline.bench.PrometheusBench flatline-bench/target/prometheus-bench "$@"
