package dev.flatline.cli.evaluate;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.LinkedHashMap;
import java.util.Map;

/// The telemetry as it is: every finding is counted as false, because nobody is known to mine.
final class CleanRun {
  private final EvaluationPlan plan;
  private final EngineSettings settings;
  private final Pods pods;
  private final Engine engine;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<String, Course> courses = new LinkedHashMap<>();

  CleanRun(EvaluationPlan plan, EngineSettings settings, Policy policy, Pods pods) {
    this.plan = plan;
    this.pods = pods;
    this.settings = settings;
    this.engine = new Engine(settings, policy, found -> findings.put(found.id(), found));
  }

  SourceReport over(TelemetrySource source, Progress progress) {
    SourceReport report = source.read(this::accept, progress);
    engine.finish();
    return report;
  }

  private void accept(Sample sample) {
    courses
        .computeIfAbsent(
            sample.workload().name(), unused -> new Course(plan, settings, sample.atMillis()))
        .accept(sample);
    engine.accept(pods.renamed(sample));
  }

  /// What judged it, finished.
  Engine engine() {
    return engine;
  }

  /// What the fleet was like.
  FleetHistory fleet() {
    return engine.fleet();
  }

  /// The course of each workload, by name.
  Map<String, Course> courses() {
    return courses;
  }

  /// What was found, counted per time that was judged.
  FalseFindings falseFindings() {
    return FalseFindings.of(plan, courses, pods.together(findings.values(), settings.mergeGap()));
  }
}
