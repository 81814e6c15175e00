package dev.flatline.cli.evaluate;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/// Measures in two readings of the same telemetry: as it is, then with miners laid over it.
public final class Evaluator {
  private final EvaluationPlan plan;
  private final EngineSettings settings;
  private final Policy policy;
  private final Pods pods;
  private final CleanRun clean;
  private final List<Outcome> outcomes = new ArrayList<>();

  /// Nothing measured yet.
  public Evaluator(EvaluationPlan plan, EngineSettings settings, Policy policy) {
    this.plan = plan;
    this.settings = settings;
    this.policy = policy;
    this.pods = new Pods(plan);
    this.clean = new CleanRun(plan, settings, policy, pods);
  }

  /// Counts what is found in the telemetry as it is. To be done first.
  public SourceReport hunt(TelemetrySource source, Progress progress) {
    return clean.over(source, progress);
  }

  /// What judged the telemetry as it is, and knows what it dropped.
  public Engine engine() {
    return clean.engine();
  }

  /// Lays miners over it.
  public SourceReport inject(TelemetrySource source, Progress progress) {
    InjectedRun trials = new InjectedRun(plan, settings, policy, clean.courses(), pods);
    SourceReport report = trials.over(source, clean.fleet(), progress);
    outcomes.addAll(trials.outcomes());
    return report;
  }

  /// What was measured.
  public Evaluation evaluation() {
    return Evaluation.of(plan, clean.falseFindings(), outcomes);
  }
}
