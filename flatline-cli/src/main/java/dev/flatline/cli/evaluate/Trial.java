package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;

/// One miner laid over one workload: the workload's past as it was, then with the miner, through an
/// engine of its own that judges against the fleet without miners.
final class Trial {
  /// As much past as is kept, and a day to round up to.
  private static final long PAST_MILLIS = (LevelHistory.DAYS + 1) * LevelHistory.DAY_MILLIS;

  private final Injection injection;
  private final boolean batch;
  private final long endMillis;
  private final EngineSettings settings;
  private final Engine engine;
  private final FixedRules rules;
  private final List<Finding> told = new ArrayList<>();
  private long previousMillis = Long.MIN_VALUE;

  /// @param batch whether the workload spends much of its time above the level anyway
  /// @param withinMillis how soon the miner must be found
  Trial(
      Injection injection,
      boolean batch,
      long withinMillis,
      EngineSettings settings,
      Policy policy) {
    this.injection = injection;
    this.batch = batch;
    this.endMillis = injection.startMillis() + withinMillis;
    this.settings = settings;
    this.engine = new Engine(settings, policy, told::add);
    this.rules =
        new FixedRules(
            settings.window().toMillis(), settings.mergeGap().toMillis(), injection.startMillis());
  }

  /// Whether whatever comes at this time or later makes no difference.
  boolean isOver(long atMillis) {
    return atMillis > endMillis;
  }

  void accept(Sample clean) {
    long at = clean.atMillis();
    if (at < injection.startMillis() - PAST_MILLIS) {
      return;
    }
    long interval = previousMillis == Long.MIN_VALUE ? 1 : Math.max(1, at - previousMillis);
    previousMillis = at;
    Sample sample = injection.into(clean, interval);
    engine.accept(sample);
    if (at > injection.startMillis() - settings.window().toMillis()) {
      rules.accept(sample);
    }
  }

  /// All samples came.
  Outcome finish(FleetHistory fleet) {
    engine.finishAgainst(fleet);
    Detections found =
        new Detections(told, injection.startMillis(), endMillis - injection.startMillis());
    return Outcome.of(injection, batch, found, settings, rules);
  }

  /// What became of it.
  ///
  /// @param injection the miner
  /// @param batch whether the workload spends much of its time above the level anyway
  /// @param foundBefore whether the workload was already reported when the miner moved in
  /// @param mediumAfter milliseconds until it was at least `medium`, [#NEVER] where it was not
  /// @param highAfter milliseconds until it was `high`, [#NEVER] where it was not
  /// @param byPublishedRule whether the published rule held
  /// @param byThreshold whether the load alert did
  record Outcome(
      Injection injection,
      boolean batch,
      boolean foundBefore,
      long mediumAfter,
      long highAfter,
      boolean byPublishedRule,
      boolean byThreshold) {
    static final long NEVER = Long.MAX_VALUE;

    static Outcome of(
        Injection injection,
        boolean batch,
        Detections found,
        EngineSettings settings,
        FixedRules rules) {
      return new Outcome(
          injection,
          batch,
          found.before(settings.mergeGap().toMillis()),
          found.after(Severity.MEDIUM),
          found.after(Severity.HIGH),
          rules.held(FixedRule.PUBLISHED),
          rules.held(FixedRule.THRESHOLD));
    }

    boolean isFound() {
      return mediumAfter != NEVER;
    }

    boolean isHigh() {
      return highAfter != NEVER;
    }
  }
}
