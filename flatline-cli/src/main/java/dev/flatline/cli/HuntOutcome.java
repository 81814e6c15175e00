package dev.flatline.cli;

import dev.flatline.connectors.SourceReport;
import dev.flatline.core.engine.BlindTime;
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
/// @param blind when the source was blind
/// @param endMillis up to when something should have been measured, epoch milliseconds; 0 where
///     nothing was
record HuntOutcome(
    List<Finding> findings,
    List<Coverage> coverage,
    DropCounts dropped,
    long received,
    List<String> notes,
    Map<String, CpuTrail> trails,
    List<BlindTime> blind,
    long endMillis) {

  /// Of a source that was never blind and ends with its last sample.
  HuntOutcome(
      List<Finding> findings,
      List<Coverage> coverage,
      DropCounts dropped,
      long received,
      List<String> notes,
      Map<String, CpuTrail> trails) {
    this(
        findings,
        coverage,
        dropped,
        received,
        notes,
        trails,
        List.of(),
        coverage.stream()
            .filter(one -> one.samples() > 0)
            .mapToLong(Coverage::lastMillis)
            .max()
            .orElse(0));
  }

  HuntOutcome {
    findings = List.copyOf(findings);
    coverage = List.copyOf(coverage);
    notes = List.copyOf(notes);
    trails = Map.copyOf(trails);
    blind = List.copyOf(blind);
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
    List<Coverage> coverage = coverage(report, engine);
    long endMillis = endMillis(report, coverage);
    return new HuntOutcome(
        TelemetryEnd.told(findings, coverage, endMillis),
        coverage,
        dropped,
        report.received(),
        notes,
        trails,
        engine.blindTimes(endMillis),
        endMillis);
  }

  /// When the data end, or now where there are none.
  private static Instant end(Engine engine) {
    OptionalLong last = engine.coverage().stream().mapToLong(Coverage::lastMillis).max();
    return last.isPresent() ? Instant.ofEpochMilli(last.getAsLong()) : Instant.now();
  }

  /// The end of what was asked for, where the source knows one: else the last sample.
  private static long endMillis(SourceReport report, List<Coverage> coverage) {
    long last =
        coverage.stream()
            .filter(one -> one.samples() > 0)
            .mapToLong(Coverage::lastMillis)
            .max()
            .orElse(0);
    return Math.max(last, report.askedTo().map(Instant::toEpochMilli).orElse(0L));
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
