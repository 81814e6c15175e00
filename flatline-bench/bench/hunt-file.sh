#!/usr/bin/env bash
# What `flatline hunt` over a packed CSV file takes, beside `zcat FILE | wc -l` on the same machine at the same time: the two
# take turns, and the ratio is that of the medians. Then one more hunt, for the most memory it ever held.
#
#   flatline-bench/bench/hunt-file.sh FILE [ROUNDS]
#
# FLATLINE_JAVA_OPTS reaches the hunt, as always.
set -euo pipefail
cd "$(dirname "$0")/../.."

file=${1:?usage: hunt-file.sh FILE [ROUNDS]}
rounds=${2:-7}
export TIMEFORMAT='%R %U %S'

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkfifo "$folder/never"
exec 9<>"$folder/never"

hunt() {
  ./flatline hunt --input "$file" --format jsonl --min-severity low >"$folder/findings" 2>"$folder/words"
}

# Runs a command and appends the seconds it took to a file: wall clock, user, system.
timed() {
  local to=$1
  shift
  { time "$@"; } 2>>"$folder/$to" || { cat "$folder/words" >&2; exit 3; }
}

count_lines() {
  zcat "$file" | wc -l >"$folder/lines"
}

# The median of a column of a file; column 4 is user and system time together.
median() {
  awk -v column="$2" '{ print column == 4 ? $2 + $3 : $column }' "$folder/$1" | sort -n |
    sed -n "$(((rounds + 1) / 2))p"
}

# Kilobytes of resident memory at the highest, looked up twenty times a second while the hunt runs: the launcher becomes the
# JVM, so its number is the JVM's.
peak() {
  local key value most=0
  ./flatline hunt --input "$file" --format jsonl >/dev/null 2>&1 &
  while [ -r "/proc/$!/status" ]; do
    while read -r key value _; do
      if [ "$key" = VmHWM: ]; then most=$value; fi
    done <"/proc/$!/status" 2>/dev/null || break
    read -r -t 0.05 -u 9 || :
  done
  wait "$!"
  echo "$most"
}

count_lines
hunt
for _ in $(seq "$rounds"); do
  timed zcat count_lines
  timed hunt hunt
done
peak_kilobytes=$(peak)

echo "$(wc -l <"$folder/findings") findings in $(cat "$folder/lines") lines; $rounds rounds;" \
  "load $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) cores"
echo
echo "| $(basename "$file") | wall, s | CPU, s |"
echo "|---|---|---|"
printf '| zcat and wc -l | %.2f | %.2f |\n' "$(median zcat 1)" "$(median zcat 4)"
printf '| flatline hunt | %.2f | %.2f |\n' "$(median hunt 1)" "$(median hunt 4)"
awk -v a="$(median hunt 1)" -v b="$(median zcat 1)" -v c="$(median hunt 4)" -v d="$(median zcat 4)" \
  'BEGIN { printf "| ratio | %.2f | %.2f |\n", a / b, c / d }'
echo
echo "Most resident memory of the hunt: $((peak_kilobytes / 1024)) MiB"
