package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Sample;
import java.util.List;

/// A workload into which a miner moves, and what the fixed rules say of it. Takes its samples in
/// order of event time.
final class InjectedWorkload {
  private final Injection injection;
  private final boolean batch;
  private final long withinMillis;
  private final EngineSettings settings;
  private final FixedRules rules;
  private long previousMillis = Long.MIN_VALUE;

  /// @param batch whether the workload spends much of its time above the level anyway
  /// @param withinMillis how soon the miner must be found
  InjectedWorkload(Injection injection, boolean batch, long withinMillis, EngineSettings settings) {
    this.injection = injection;
    this.batch = batch;
    this.withinMillis = withinMillis;
    this.settings = settings;
    this.rules = new FixedRules(settings, injection.startMillis());
  }

  /// When the miner moves in.
  long startMillis() {
    return injection.startMillis();
  }

  /// Whether whatever comes at this time makes no difference.
  boolean isOver(long atMillis) {
    return atMillis > startMillis() + withinMillis;
  }

  /// The sample as it would have been with the miner.
  Sample with(Sample clean) {
    long at = clean.atMillis();
    long interval = previousMillis == Long.MIN_VALUE ? 1 : Math.max(1, at - previousMillis);
    previousMillis = at;
    Sample sample = injection.into(clean, interval);
    if (at > startMillis() - settings.window().toMillis() && !isOver(at)) {
      rules.accept(sample);
    }
    return sample;
  }

  /// What became of it.
  ///
  /// @param told findings of this workload as they were opened and changed, in that order
  Outcome outcome(List<Finding> told) {
    Detections found = new Detections(told, startMillis(), withinMillis);
    return new Outcome(
        injection,
        batch,
        found.before(settings.mergeGap().toMillis()),
        found.after(Severity.MEDIUM),
        found.after(Severity.HIGH),
        rules.held(FixedRule.PUBLISHED),
        rules.held(FixedRule.THRESHOLD));
  }
}
