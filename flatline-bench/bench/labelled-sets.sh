#!/usr/bin/env bash
# Hunts through four labelled sets of other people's telemetry and says what was found, one table for each set:
#
#   mining/vm-15s      a VM while it mines and while it idles; also thinned to 60 s and 300 s, as one history, and without
#                      the time that the hypervisor stole
#   mining/malware-1s  miner malware, ten minutes each from its first second, begun at four phases of a minute
#   nearmiss           a day of Kubernetes pods, with CPU hogs of some minutes that somebody noted
#   cloudwatch         single CPU series of two weeks, without mining
#
#   flatline-bench/bench/labelled-sets.sh DATA_FOLDER [OPTION OF HUNT...]
#
# None of these sets ships with Flatline. Everything that this makes is in a folder that it removes.
set -euo pipefail

data=$(cd "${1:?usage: labelled-sets.sh DATA_FOLDER [OPTION OF HUNT...]}" && pwd)
options=("${@:2}")
cd "$(dirname "$0")/../.."
export TZ=UTC

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Of a finding's fields id, workload, severity, confidence, firstObserved, detectedAt and lastObserved none holds a comma.
common='
  function seconds(text, t) {
    split(text, t, /[-T:.Z ]/)
    return mktime(t[1] " " t[2] " " t[3] " " t[4] " " t[5] " " t[6])
  }
  function length_text(s) {
    return s >= 7200 ? sprintf("%.1f h", s / 3600) : sprintf("%d min %02d s", s / 60, s % 60)
  }
  function add(list, more) { return list == "" ? more : list "; " more }'

run_flatline() {
  ./flatline "$@" ${options[@]+"${options[@]}"} 2>"$folder/words" || { cat "$folder/words" >&2; exit 3; }
}

# Findings of a file, one line each: workload, severity, since, detected, last seen; blanks between them.
findings() {
  run_flatline hunt --input "$1" --min-severity low --format csv --output "$folder/findings.csv"
  awk -F, '$1 != "id" { print $2, $3, $5, $6, $7 }' "$folder/findings.csv"
}

# What explain says of a file's workloads that are no finding, one line each: workload, sentence.
no_findings() {
  run_flatline explain "${@:2}" --input "$1" | sed -n 's/^\([^ ]*\)  \(is no finding: \|could not be judged: \)/\1 \2/p'
}

# --- A VM that mines and that idles -----------------------------------------------------------------------------------

# The session without what the hypervisor stole, which the set counts as used and Flatline's own sources do not. Where it
# mines, `late` leaves out what went before more than half was stolen.
without_steal() {
  awk -F, -v OFS=, -v late="$2" '
    FNR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; print; next }
    $column["cpu_steal"] > 0.5 { stolen = 1 }
    late && $column["label"] == 1 && $column["label_suspect"] == 0 && !stolen { next }
    {
      own = $column["cpu_utilization"] - $column["cpu_steal"]
      $column["cpu_utilization"] = own > 0 ? own : 0
      print
    }' "$1"
}

# Sessions in steps of so many seconds: means over each, at its end; 1 leaves them as they were recorded. With a name all are
# one workload.
thin() {
  awk -F, -v OFS=, -v step="$1" -v name="$2" '
    function flush(i, line) {
      line = workload OFS end
      for (i = 3; i <= columns; i++) {
        line = line OFS (n[i] ? sprintf("%.6g", sum[i] / n[i]) : "")
        n[i] = sum[i] = 0
      }
      if (end != "") print line
    }
    FNR == 1 {
      flush()
      end = ""
      columns = NF - 2 # without the labels
      NF = columns
      if (NR == 1) print
      next
    }
    {
      this = step * int(($2 + step - 1) / step)
      if (this != end) flush()
      end = this
      workload = name == "" ? $1 : name
      for (i = 3; i <= columns; i++) if ($i != "") { n[i]++; sum[i] += $i }
    }
    END { flush() }' "${@:3}"
}

# One line for each session, in order of time: file, begin, end, and when mining began by a label that its CPU does not
# contradict, else 0.
sessions() {
  awk -F, '
    FNR == 1 {
      if (first) print name, first, last, mining
      name = FILENAME
      first = mining = 0
      for (i = 1; i <= NF; i++) column[$i] = i
      next
    }
    { if (!first) first = $2; last = $2 }
    $column["label"] == 1 && $column["label_suspect"] == 0 && !mining { mining = $2 }
    END { print name, first, last, mining }' "$@" | sort -k 2 -n
}

session_row() {
  awk -v cpu="$1" -v step="$2" -v history="$3" -v sessions="$folder/sessions" -v heading="${4:-}" "$common"'
    BEGIN {
      while ((getline line < sessions) > 0) {
        split(line, field, " ")
        name[++count] = field[1]
        sub(/.*\//, "", name[count])
        sub(/\.csv$/, "", name[count])
        first[count] = field[2]
        mining[count] = field[4]
      }
    }
    {
      detected = seconds($4)
      for (i = count; i > 1 && detected < first[i]; i--);
      found[i] = add(found[i], $2 " after " length_text(detected - (mining[i] ? mining[i] : first[i])))
    }
    END {
      line = heading ? "| CPU | step | history |" : "| " cpu " | " (step == 1 ? "as recorded" : step " s") " | " history " |"
      for (i = 1; i <= count; i++) {
        cell = found[i] == "" ? "none" : found[i]
        if (heading) cell = name[i] " (" (mining[i] ? "mining" : "idle") ")"
        line = line " " cell " |"
      }
      print line
      gsub(/[^|]+/, "---", line)
      if (heading) print line
    }'
}

vm() {
  local cpu step file files
  echo "### mining/vm-15s"
  echo
  mkdir "$folder/vm"
  for cpu in "with steal" "without steal" "without steal, begun throttled"; do
    for file in "$data"/mining/vm-15s/*.csv; do
      case $cpu in
        "with steal") cat "$file" ;;
        "without steal") without_steal "$file" '' ;;
        *) without_steal "$file" late ;;
      esac >"$folder/vm/$(basename "$file")"
    done
    sessions "$folder"/vm/*.csv >"$folder/sessions"
    mapfile -t files < <(cut -d ' ' -f 1 "$folder/sessions")
    [ "$cpu" != "with steal" ] || session_row '' '' '' heading </dev/null
    for step in 1 60 300; do
      for file in "${files[@]}"; do
        thin "$step" '' "$file" >"$folder/in.csv"
        findings "$folder/in.csv"
      done >"$folder/found"
      session_row "$cpu" "$step" "each its own" <"$folder/found"
      thin "$step" vm "${files[@]}" >"$folder/in.csv"
      findings "$folder/in.csv" >"$folder/found"
      session_row "$cpu" "$step" "one after the other" <"$folder/found"
    done
  done
  echo
}

# --- Miner malware ----------------------------------------------------------------------------------------------------

malware() {
  local phase start=1704067200 phases=(0 15 30 45) runs
  echo "### mining/malware-1s"
  echo
  : >"$folder/found"
  for phase in "${phases[@]}"; do
    awk -F, -v OFS=, -v start=$((start + phase)) '
      FNR == 1 { if (NR == 1) print; next }
      { $2 += start; print }' "$data"/mining/malware-1s/*.csv >"$folder/in.$phase.csv"
    findings "$folder/in.$phase.csv" | sed "s/^/$((start + phase)) /" >>"$folder/found"
  done
  awk -F, 'FNR > 1 && !seen[$1]++ { print $1 }' "$folder/in.0.csv" >"$folder/runs"
  mapfile -t runs <"$folder/runs"
  no_findings "$folder/in.0.csv" "${runs[@]}" >"$folder/none"
  awk -v start="$start" -v phases="${phases[*]}" -v runs="$folder/runs" -v none="$folder/none" "$common"'
    BEGIN {
      count = split(phases, phase, " ")
      while ((getline line < none) > 0) {
        blank = index(line, " ")
        why[substr(line, 1, blank - 1)] = substr(line, blank + 1)
      }
    }
    {
      after = seconds($5) - $1
      found[$2, $1 - start] = add(found[$2, $1 - start], $3 " after " length_text(after))
      if ($3 != "low" && after <= 600) early[$2, $1 - start] = 1
    }
    END {
      printf "| run |"
      for (i = 1; i <= count; i++) printf " begun at :%02d |", phase[i]
      print " explain, begun at :00 |"
      printf "|---|"
      for (i = 1; i <= count; i++) printf "---|"
      print "---|"
      while ((getline run < runs) > 0) {
        total++
        printf "| %s |", run
        for (i = 1; i <= count; i++) {
          text = found[run, phase[i]]
          printf " %s |", (text == "" ? "none" : text)
          sum[i] += early[run, phase[i]]
        }
        printf " %s |\n", why[run]
      }
      printf "| medium or high within 600 s |"
      for (i = 1; i <= count; i++) printf " %d of %d |", sum[i], total
      print "  |"
    }' "$folder/found"
  echo
}

# --- Pods that nearly look like miners --------------------------------------------------------------------------------

# The column `Time` counts: in `TimeStamp` one pod is six years ahead. Of the faults `inject_time` does: for a part of them
# `inject_timestamp` is eight hours behind.
pods() {
  zcat "$1"/*_metric.csv.gz | tr -d '\r' | awk -F, -v OFS=, '
    function scaled(x, by) { return x ~ /^[0-9]/ ? x / by : "" }
    $1 == "Time" {
      for (i = 1; i <= NF; i++) column[$i] = i
      if (NR == 1)
        print "workload,timestamp,cpu_utilization,memory_utilization,network_receive_bytes_per_second," \
          "network_transmit_bytes_per_second"
      next
    }
    {
      print $column["PodName"], substr($1, 1, 10) "T" substr($1, 12, 8) "Z", scaled($column["CpuUsageRate(%)"], 100),
        scaled($column["MemoryUsageRate(%)"], 100), scaled($column["NetworkReceiveBytes"], 1),
        scaled($column["NetworkTransmitBytes"], 1)
    }'
}

# One line for each CPU hog that was noted: time, pod.
cpu_faults() {
  cat "$1"/*fault_list.json 2>/dev/null | awk -F '"' '
    $2 == "inject_time" { time = $4; sub(" ", "T", time) }
    $2 == "inject_pod" { pod = $4 }
    $2 == "inject_type" && $4 ~ /^cpu/ { print time "Z", pod }'
}

nearmiss() {
  local place day
  local -A places
  for place in "$data"/nearmiss/*/*/; do
    day=$(basename "$place")
    # The same day stands in two folders, in one of them with its faults.
    if [ -z "${places[$day]:-}" ] || compgen -G "$place/*fault_list.json" >/dev/null; then places[$day]=$place; fi
  done
  : >"$folder/lines"
  echo "### nearmiss"
  echo
  echo "| day | pods | CPU hogs noted | low | medium | high | begun with a noted hog | others |"
  echo "|---|---|---|---|---|---|---|---|"
  for day in $(printf '%s\n' "${!places[@]}" | sort); do
    pods "${places[$day]}" >"$folder/in.csv"
    cpu_faults "${places[$day]}" >"$folder/faults"
    findings "$folder/in.csv" >"$folder/found"
    awk -v day="$day" -v pods="$(cut -d, -f 1 "$folder/in.csv" | sort -u | grep -vc '^workload$')" \
      -v faults="$folder/faults" -v lines="$folder/lines" "$common"'
      BEGIN {
        while ((getline line < faults) > 0) {
          split(line, field, " ")
          at[++count] = seconds(field[1])
          pod[count] = field[2]
        }
      }
      {
        severities[$2]++
        since = seconds($3)
        with = within = 0
        for (i = 1; i <= count; i++) if (pod[i] == $1) {
          if (since >= at[i] - 60 && since <= at[i] + 300) with++
          else if (at[i] >= since && at[i] <= seconds($5)) within++
        }
        if (with) hogs++
        else others++
        print "| " $1 " | " $2 " | " $3 " | " length_text(seconds($4) - since) " | " $5 " | " \
          (with ? "began with it" : within ? "one during it" : "no") " |" >> lines
      }
      END {
        printf "| %s | %d | %d | %d | %d | %d | %d | %d |\n", day, pods, count, severities["low"], severities["medium"], \
          severities["high"], hogs, others
      }' "$folder/found"
  done
  if [ -s "$folder/lines" ]; then
    echo
    echo "| pod | severity | since | detected after | last seen | a noted hog |"
    echo "|---|---|---|---|---|---|"
    cat "$folder/lines"
  fi
  echo
}

# --- Single series ----------------------------------------------------------------------------------------------------

cloudwatch() {
  local file name
  echo "### cloudwatch"
  echo
  echo "| series | mean CPU | standard deviation | low | medium | high | what is said |"
  echo "|---|---|---|---|---|---|---|"
  for file in "$data"/cloudwatch/*cpu_utilization*.csv; do
    name=$(basename "$file" .csv)
    awk -F, -v OFS=, -v name="$name" '
      NR == 1 { print "workload,timestamp,cpu_utilization"; next }
      { sub(" ", "T", $1); print name, $1 "Z", $2 / 100 }' "$file" >"$folder/in.csv"
    findings "$folder/in.csv" >"$folder/found"
    {
      no_findings "$folder/in.csv" "$name" | cut -d ' ' -f 2-
      # The summary is the first field that may hold commas, and then stands in quotes.
      sed -n 's/^\([^,]*,\)\{9\}\("\([^"]*\)"\|\([^,]*\)\),.*/\3\4/p' "$folder/findings.csv" | tail -n +2
    } >"$folder/said"
    awk -F, -v name="$name" -v found="$folder/found" -v said="$folder/said" '
      FNR > 1 { n++; sum += $3; squares += $3 * $3 }
      END {
        while ((getline line < found) > 0) { split(line, field, " "); severities[field[2]]++ }
        while ((getline line < said) > 0) text = text (text == "" ? "" : "; then: ") line
        mean = sum / n
        printf "| %s | %.1f %% | %.1f %% | %d | %d | %d | %s |\n", name, 100 * mean, 100 * sqrt(squares / n - mean * mean), \
          severities["low"], severities["medium"], severities["high"], text
      }' "$folder/in.csv"
  done
}

vm
malware
nearmiss
cloudwatch
