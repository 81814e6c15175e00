package dev.flatline.cli;

import dev.flatline.connectors.SourceReport;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
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

  /// What came of one reading of a source through an engine, which is finished.
  static HuntOutcome of(
      List<Finding> findings,
      SourceReport report,
      Engine engine,
      Policy policy,
      Map<String, CpuTrail> trails) {
    DropCounts dropped = new DropCounts();
    dropped.addAll(report.dropped());
    dropped.addAll(engine.dropped());
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(policy.expiredAt(end(engine)));
    return new HuntOutcome(
        findings, coverage(report, engine), dropped, report.received(), notes, trails);
  }

  /// When the data end, or now where there are none.
  private static Instant end(Engine engine) {
    OptionalLong last = engine.coverage().stream().mapToLong(Coverage::lastMillis).max();
    return last.isPresent() ? Instant.ofEpochMilli(last.getAsLong()) : Instant.now();
  }

  /// What the engine and the source know of each workload, by name.
  private static List<Coverage> coverage(SourceReport report, Engine engine) {
    Map<String, Coverage> rows = new TreeMap<>();
    engine.coverage().forEach(one -> rows.put(one.workload().name(), one));
    for (SourceReport.Unjudged one : report.unjudged()) {
      rows.merge(
          one.workload().name(),
          Coverage.unseen(one.workload(), one.reason()),
          (known, unseen) -> known.because(one.reason()));
    }
    return List.copyOf(rows.values());
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
