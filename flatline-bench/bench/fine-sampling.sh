#!/usr/bin/env bash
# How soon miners are noticed where a source samples every 15 seconds: takes 24 workloads of a packed CSV file of a fleet at five
# minutes, the first 24 days of each, writes each sample as twenty at 15 s (each value times a random factor, its logarithm
# normal with a standard deviation of 0.1), and lays miners over that.
#
#   flatline-bench/bench/fine-sampling.sh FILE [OPTION OF EVALUATE...]
#
# The file's first two columns are workload and timestamp in epoch seconds, the fourth is CPU.
set -euo pipefail
cd "$(dirname "$0")/../.."

file=${1:?usage: fine-sampling.sh FILE [OPTION OF EVALUATE...]}
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

zcat "$file" | awk -F, -v OFS=, -v days=24 -v workloads=24 '
  function factor() { return exp(0.1 * sqrt(-2 * log(1 - rand())) * cos(6.283185307179586 * rand())) }
  BEGIN { srand(15) }
  NR == 1 { print; next }
  !($1 in first) { known++; if (known % 10 == 0 && taken < workloads) { first[$1] = $2; taken++ } else first[$1] = "" }
  first[$1] != "" && $2 - first[$1] < days * 86400 {
    end = $2
    for (i = 19; i >= 0; i--) {
      $2 = end - 15 * i
      line = $1 OFS $2 OFS $3
      for (c = 4; c <= NF; c++) {
        v = ($c == "" || c == 5) ? $c : $c * factor()
        if (c == 4 && v > 1 && $4 <= 1) v = 1
        line = line OFS v
      }
      print line
    }
  }' | gzip -1 >"$folder/fine.csv.gz"

./flatline evaluate --input "$folder/fine.csv.gz" --inject --shapes steady --levels 1.0 --trials 8 "$@"
