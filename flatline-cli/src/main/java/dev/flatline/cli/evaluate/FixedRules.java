package dev.flatline.cli.evaluate;

import dev.flatline.core.feature.FeatureWindow;
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
  private final long[] firstHeld = new long[COUNT];
  private final int[] episodes = new int[COUNT];

  /// @param windowMillis length of the window
  /// @param mergeGapMillis times at which a rule holds that are less than this apart are one
  ///     episode
  /// @param countFromMillis what begins before this is not counted
  FixedRules(long windowMillis, long mergeGapMillis, long countFromMillis) {
    this.window = new FeatureWindow(windowMillis);
    this.mergeGapMillis = mergeGapMillis;
    this.countFromMillis = countFromMillis;
    Arrays.fill(lastHeld, Long.MIN_VALUE);
    Arrays.fill(firstHeld, Long.MIN_VALUE);
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
    if (atMillis < countFromMillis) {
      return;
    }
    episodes[rule] += begins ? 1 : 0;
    if (firstHeld[rule] == Long.MIN_VALUE) {
      firstHeld[rule] = atMillis;
    }
  }

  /// How many episodes began since the counting began.
  int episodes(FixedRule rule) {
    return episodes[rule.ordinal()];
  }

  /// Whether the rule held at least once since then.
  boolean held(FixedRule rule) {
    return firstHeld[rule.ordinal()] != Long.MIN_VALUE;
  }
}
