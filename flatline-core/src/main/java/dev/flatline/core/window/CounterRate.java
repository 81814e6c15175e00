package dev.flatline.core.window;

import java.time.Duration;

/// Turns readings of one counter that only grows into the rate since the reading before.
///
/// Where no rate is known it answers NaN and says why ([Outcome]); it never answers 0 for
/// "unknown". A counter that fell has restarted, or was corrected by its owner (the kernel does so
/// with iowait and, after a live migration, with steal). What happened in between cannot be told
/// from the value alone, so that interval has no rate; counting the new value as growth, as
/// Prometheus's `rate()` does, would turn a correction by one into a spike of the counter's whole
/// height.
///
/// Cost: one comparison, one subtraction and one division a reading, no allocation. A counter above
/// 2^53 loses its last bits in a double: at most 2^-52 of the counter's height per interval. Not
/// safe for use by several threads at once.
public final class CounterRate {
  private static final double NANOS_PER_SECOND = 1e9;

  /// What became of a reading.
  public enum Outcome {
    /// The first reading: there is nothing before it.
    FIRST,
    /// There is a rate.
    RATE,
    /// The counter is lower than before. The next reading is measured against this one.
    RESET,
    /// Longer after the reading before than allowed, or as much before it: the clock was set, or
    /// nobody looked. The next reading is measured against this one.
    GAP,
    /// Not later than the reading before: a duplicate or out of order. It is forgotten.
    NOT_LATER,
    /// NaN, infinite or negative. It is forgotten.
    UNUSABLE
  }

  private final long longestGapNanos;
  private double lastValue = Double.NaN;
  private long lastAtNanos;
  private double perSecond = Double.NaN;

  /// A counter of which nothing was read.
  ///
  /// @param longestGap the longest time between two readings for which a rate still says something
  /// @throws IllegalArgumentException where it is not positive
  public CounterRate(Duration longestGap) {
    if (longestGap.isZero() || longestGap.isNegative()) {
      throw new IllegalArgumentException("longest gap " + longestGap + " is not positive");
    }
    longestGapNanos = longestGap.toNanos();
  }

  /// Takes the next reading.
  ///
  /// @param atNanos when it was read, on any one clock: monotonic, or nanoseconds since the epoch
  /// @param value the counter's height
  public Outcome accept(long atNanos, double value) {
    perSecond = Double.NaN;
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      return Outcome.UNUSABLE;
    }
    Outcome outcome = compare(atNanos - lastAtNanos, value);
    if (outcome == Outcome.NOT_LATER) {
      return outcome;
    }
    if (outcome == Outcome.RATE) {
      perSecond = (value - lastValue) * NANOS_PER_SECOND / (atNanos - lastAtNanos);
    }
    lastValue = value;
    lastAtNanos = atNanos;
    return outcome;
  }

  /// The growth per second over the interval that ended with the last reading; NaN unless its
  /// outcome was [Outcome#RATE].
  public double perSecond() {
    return perSecond;
  }

  private Outcome compare(long elapsedNanos, double value) {
    if (Double.isNaN(lastValue)) {
      return Outcome.FIRST;
    }
    if (elapsedNanos > longestGapNanos || elapsedNanos < -longestGapNanos) {
      return Outcome.GAP;
    }
    if (elapsedNanos <= 0) {
      return Outcome.NOT_LATER;
    }
    return value < lastValue ? Outcome.RESET : Outcome.RATE;
  }
}
