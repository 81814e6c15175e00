package dev.flatline.cli;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.DropCounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a hunt found.
///
/// @param findings worst first, then by time
/// @param coverage what was known of each workload, by name
/// @param dropped what was not judged, by the source and by the engine together
/// @param received rows or points that came in
/// @param notes what a user should know of source and policy, each once
/// @param trails the CPU of each workload, by name
record HuntOutcome(
    List<Finding> findings,
    List<Coverage> coverage,
    DropCounts dropped,
    long received,
    List<String> notes,
    Map<String, CpuTrail> trails) {

  HuntOutcome {
    findings = List.copyOf(findings);
    coverage = List.copyOf(coverage);
    notes = List.copyOf(notes);
    trails = Map.copyOf(trails);
  }

  /// Event time of the first sample, epoch milliseconds; 0 where there was none.
  long fromMillis() {
    return seen().mapToLong(Coverage::firstMillis).min().orElse(0);
  }

  /// Event time of the last sample, epoch milliseconds; 0 where there was none.
  long toMillis() {
    return seen().mapToLong(Coverage::lastMillis).max().orElse(0);
  }

  private Stream<Coverage> seen() {
    return coverage.stream().filter(one -> one.samples() > 0);
  }

  /// The findings of at least this severity.
  List<Finding> atLeast(Severity severity) {
    return findings.stream().filter(one -> one.severity().compareTo(severity) >= 0).toList();
  }
}
