package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// How far CPU rose where stretches began: the mean of their first two minutes with samples above
/// the half hour before them, where that is more than the half hour's own scatter explains. What
/// begins with a minute in which it worked for a part only is seen whole in the second. Kept for
/// each level as whole hundredths of capacity.
final class OnsetRises {
  /// Of the time before, values this old count for 1/e: the published rule's window.
  private static final double BEFORE_MILLIS = 30 * 60_000.0;

  /// How many standard deviations of the time before a rise has at least. The climbs of noisy
  /// services that stay above a level by chance have 0.5 to 1, a miner that moves in beside a web
  /// server 14 (public recordings and our own, `docs/evaluation.md`).
  private static final double LEAST_DEVIATIONS = 2;

  private static final double WHOLE = 100;

  private final byte[] hundredths = new byte[Levels.COUNT];
  private float before = Float.NaN;
  private float variance;
  private float foot = Float.NaN;
  private float footVariance;
  private float first;
  private byte youngFrom;
  private byte youngTo;
  private long weighedMillis = Long.MIN_VALUE;
  private double weight;

  /// The newest minute with samples.
  ///
  /// @param from the lowest level whose stretch begins with it
  /// @param to the level above the highest one whose stretch begins with it; `from` where none does
  /// @param cpu its mean
  /// @param elapsedMillis time since the minute before
  void observe(int from, int to, double cpu, long elapsedMillis) {
    if (youngFrom < youngTo) {
      tell(youngFrom, youngTo, (first + cpu) / 2 - foot);
    }
    youngFrom = (byte) from;
    youngTo = (byte) to;
    if (from < to) {
      foot = before;
      footVariance = variance;
      first = (float) cpu;
      tell(from, to, cpu - foot);
    }
    follow(cpu, elapsedMillis);
  }

  /// Nothing is known of what comes before the next minute.
  void breakOff() {
    before = Float.NaN;
    youngTo = youngFrom;
  }

  /// By how much CPU rose where the stretch above this level began, a share of capacity; 0 where it
  /// rose by no more than its scatter, or nothing is known of the time before.
  double rise(int level) {
    return hundredths[level] / WHOLE;
  }

  /// Writes what another can [#read]: of the levels that have a stretch.
  void write(StateWriter to, int reached) {
    to.putAll(hundredths, 0, reached);
    to.putFloat(before);
    to.putFloat(variance);
    to.putFloat(foot);
    to.putFloat(footVariance);
    to.putFloat(first);
    to.putInt(youngFrom);
    to.putInt(youngTo);
  }

  /// Becomes what was written.
  void read(StateReader from, int reached) {
    from.getBytes(hundredths, reached);
    before = from.getFloat();
    variance = from.getFloat();
    foot = from.getFloat();
    footVariance = from.getFloat();
    first = from.getFloat();
    youngFrom = (byte) from.getInt(Levels.COUNT);
    youngTo = (byte) from.getInt(Levels.COUNT);
  }

  /// Mean and variance weighted by age (West, Communications of the ACM 22, 1979, p. 532).
  private void follow(double cpu, long elapsedMillis) {
    if (Float.isNaN(before)) {
      before = (float) cpu;
      variance = 0;
      return;
    }
    if (elapsedMillis != weighedMillis) {
      weighedMillis = elapsedMillis;
      weight = -Math.expm1(-elapsedMillis / BEFORE_MILLIS);
    }
    double apart = cpu - before;
    before = (float) (before + weight * apart);
    variance = (float) ((1 - weight) * (variance + weight * apart * apart));
  }

  private void tell(int from, int to, double rise) {
    boolean more = rise > 0 && rise >= LEAST_DEVIATIONS * Math.sqrt(footVariance);
    byte rounded = (byte) (more ? Math.min(WHOLE, Math.rint(WHOLE * rise)) : 0);
    Arrays.fill(hundredths, from, to, rounded);
  }
}
