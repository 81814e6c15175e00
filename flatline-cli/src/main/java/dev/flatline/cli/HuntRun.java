package dev.flatline.cli;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    finish();
    return HuntOutcome.of(sorted(), report, engine, policy, trails);
  }

  /// What is pending is weighed by all cores.
  private void finish() {
    engine.finishInParts(Runtime.getRuntime().availableProcessors()).parallelStream()
        .map(HuntRun::told)
        .toList()
        .forEach(findings::putAll);
  }

  private static Map<String, Finding> told(Consumer<FindingSink> part) {
    Map<String, Finding> told = new LinkedHashMap<>();
    part.accept(finding -> told.put(finding.id(), finding));
    return told;
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
