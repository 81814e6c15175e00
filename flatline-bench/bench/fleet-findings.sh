#!/usr/bin/env bash
# Counts what `flatline hunt` finds in a packed CSV file of a fleet, by severity: in all, and of what was detected after each
# workload's first 14 days, when its own past is long enough, also per 1,000 workload-days of that time.
#
#   flatline-bench/bench/fleet-findings.sh FILE
#
# The file's first two columns are workload and timestamp in epoch seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."

file=${1:?usage: fleet-findings.sh FILE}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

./flatline hunt --input "$file" --min-severity low --format csv --output "$folder/findings.csv"

export TZ=UTC
# Of a finding's fields id, workload, severity, confidence, firstObserved and detectedAt none holds a comma.
zcat "$file" | awk -F, -v findings="$folder/findings.csv" -v learning=$((14 * 86400)) '
  NR > 1 && !($1 in first) { first[$1] = $2 }
  NR > 1 { last[$1] = $2 }
  END {
    for (workload in first) {
      judged = last[workload] - first[workload] - learning
      if (judged > 0) seconds += judged
    }
    while ((getline line < findings) > 0) {
      split(line, field, ",")
      if (field[1] == "id") continue
      split(field[6], t, /[-T:.Z]/)
      detected = mktime(t[1] " " t[2] " " t[3] " " t[4] " " t[5] " " t[6])
      all[field[3]]++
      if (detected - first[field[2]] > learning) learned[field[3]]++
    }
    days = seconds / 86400
    printf "%.0f workload-days after the first 14 of each workload\n\n", days
    print "| severity | findings | after 14 days | per 1,000 workload-days |"
    print "|---|---|---|---|"
    split("low medium high", severities, " ")
    for (i = 1; i <= 3; i++) {
      s = severities[i]
      printf "| %s | %d | %d | %.1f |\n", s, all[s], learned[s], 1000 * learned[s] / days
    }
  }'
