package dev.flatline.cli;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// One reading of a source through the engine.
final class HuntRun {
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<String, CpuTrail> trails = new HashMap<>();
  private final Policy policy;
  private final Engine engine;
  private String lastName = "";
  private CpuTrail lastTrail = new CpuTrail();

  HuntRun(EngineSettings settings, Policy policy) {
    this.policy = policy;
    this.engine = new Engine(settings, policy, finding -> findings.put(finding.id(), finding));
  }

  /// Reads the source to its end.
  HuntOutcome over(TelemetrySource source, Progress progress) {
    SourceReport report = source.read(this::accept, progress);
    engine.finish();
    DropCounts dropped = new DropCounts();
    dropped.addAll(report.dropped());
    dropped.addAll(engine.dropped());
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(policy.expiredAt(end()));
    return new HuntOutcome(sorted(), coverage(report), dropped, report.received(), notes, trails);
  }

  /// When the data end, or now where there are none.
  private Instant end() {
    OptionalLong last = engine.coverage().stream().mapToLong(Coverage::lastMillis).max();
    return last.isPresent() ? Instant.ofEpochMilli(last.getAsLong()) : Instant.now();
  }

  /// What the engine and the source know of each workload, by name.
  private List<Coverage> coverage(SourceReport report) {
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

  private void accept(Sample sample) {
    String name = sample.workload().name();
    if (!name.equals(lastName)) {
      lastName = name;
      lastTrail = trails.computeIfAbsent(name, unused -> new CpuTrail());
    }
    lastTrail.add(sample);
    engine.accept(sample);
  }

  private List<Finding> sorted() {
    List<Finding> all = new ArrayList<>(findings.values());
    all.sort(
        Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::firstObserved)
            .thenComparing(finding -> finding.workload().name()));
    return all;
  }
}
