#!/usr/bin/env bash
# Would it tell more to ask at which hour of the day a workload computes? Counts, in a packed CSV file of a fleet, the batch
# workloads (at the level, less 5 % of it, for 1 % of their time or more) that have an hour of the day (UTC) which they spend
# above the level on hardly any day (half of the hour, on 2 % of the days): only there a miner in that hour would be new.
#
#   flatline-bench/bench/hours-of-day.sh FILE [LEVEL...]
#
# The file's first two columns are workload and timestamp in epoch seconds, the fourth is CPU.
set -euo pipefail

file=${1:?usage: hours-of-day.sh FILE [LEVEL...]}
shift
for level in "${@:-0.9}"; do
  zcat "$file" | awk -F, -v level="$level" '
    NR == 1 || $4 == "" { next }
    {
      samples[$1]++
      if ($4 >= 0.95 * level) at[$1]++
      hour = int($2 / 3600); n[$1, hour]++
      if ($4 >= level) up[$1, hour]++
    }
    END {
      for (key in n) {
        split(key, part, SUBSEP); slot = part[1] SUBSEP part[2] % 24
        days[slot]++
        if (up[key] > n[key] / 2) busy[slot]++
      }
      for (workload in samples) {
        if (at[workload] < 0.01 * samples[workload]) continue
        batch++; least = 1
        for (h = 0; h < 24; h++) { slot = workload SUBSEP h; share = days[slot] ? busy[slot] / days[slot] : 1; if (share < least) least = share }
        if (least <= 0.02) idle++
      }
      printf "level %.2f: %d batch workloads, %d with an hour of the day that they hardly ever spend above it\n", level, batch, idle
    }'
done
