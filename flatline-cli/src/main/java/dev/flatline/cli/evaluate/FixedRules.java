package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.LevelStretches;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.window.WindowAggregate;
import java.util.Arrays;

/// Runs the fixed rules over one workload's samples, in order of event time.
final class FixedRules {
  private static final int COUNT = FixedRule.values().length;

  private final FeatureWindow window;
  private final WindowAggregate total = new WindowAggregate();
  private final long mergeGapMillis;
  private final long countFromMillis;
  private final long[] lastHeld = new long[COUNT];
  private final boolean[] held = new boolean[COUNT];
  private final int[] episodes = new int[COUNT];

  /// @param settings whose window they look at, and whose merge gap parts their episodes
  /// @param countFromMillis what begins before this is not counted
  FixedRules(EngineSettings settings, long countFromMillis) {
    this.window = new FeatureWindow(settings.window().toMillis());
    this.mergeGapMillis = settings.mergeGap().toMillis();
    this.countFromMillis = countFromMillis;
    Arrays.fill(lastHeld, Long.MIN_VALUE);
  }

  void accept(Sample sample) {
    if (!window.add(sample) || !window.isFull()) {
      return;
    }
    window.total(total);
    for (FixedRule rule : FixedRule.values()) {
      if (rule.holds(total)) {
        hold(rule.ordinal(), sample.atMillis());
      }
    }
  }

  private void hold(int rule, long atMillis) {
    boolean begins = lastHeld[rule] == Long.MIN_VALUE || atMillis - lastHeld[rule] > mergeGapMillis;
    lastHeld[rule] = atMillis;
    if (atMillis >= countFromMillis) {
      held[rule] = true;
      episodes[rule] += begins ? 1 : 0;
    }
  }

  /// What the workload's CPU did, minute by minute.
  LevelStretches stretches() {
    return window.stretches();
  }

  /// How many episodes began since the counting began.
  int episodes(FixedRule rule) {
    return episodes[rule.ordinal()];
  }

  /// Whether the rule held at least once since then.
  boolean held(FixedRule rule) {
    return held[rule.ordinal()];
  }
}
