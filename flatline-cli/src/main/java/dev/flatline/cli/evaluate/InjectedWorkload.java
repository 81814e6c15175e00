package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import java.util.List;

/// A workload into which a miner moves, and what the fixed rules say of it. Takes its samples in
/// order of event time.
final class InjectedWorkload {
  private final Injection injection;
  private final EngineSettings settings;
  private final FixedRules rules;
  private final Gaps gaps = new Gaps();

  InjectedWorkload(Injection injection, EngineSettings settings) {
    this.injection = injection;
    this.settings = settings;
    this.rules = new FixedRules(settings, startMillis());
  }

  /// When the miner moves in.
  long startMillis() {
    return injection.stay().startMillis();
  }

  /// Whether whatever comes at this time makes no difference.
  boolean isOver(long atMillis) {
    return atMillis > injection.stay().endMillis();
  }

  /// The sample as it would have been with the miner.
  Sample with(Sample clean) {
    long at = clean.atMillis();
    if (!Double.isNaN(clean.values().get(Metric.CPU_UTILIZATION))) {
      gaps.add(at);
    }
    Sample sample = injection.into(clean, gaps.intervalMillis());
    if (at > startMillis() - settings.window().toMillis() && at <= injection.stay().dueMillis()) {
      rules.accept(sample);
    }
    return sample;
  }

  /// What became of it.
  ///
  /// @param told findings of this workload as they were opened and changed, in that order
  Outcome outcome(List<Finding> told) {
    Detections found = new Detections(told, injection.stay());
    return new Outcome(
        injection,
        found.before(settings.mergeGap().toMillis()),
        found.after(Severity.MEDIUM),
        found.after(Severity.HIGH),
        rules.held(FixedRule.PUBLISHED),
        rules.held(FixedRule.THRESHOLD));
  }
}
