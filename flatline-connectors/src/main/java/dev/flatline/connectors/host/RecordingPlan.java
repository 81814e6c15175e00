package dev.flatline.connectors.host;

import java.time.Duration;

/// When to read.
///
/// @param interval from one reading to the next
/// @param duration from the first reading to the last
public record RecordingPlan(Duration interval, Duration duration) {
  /// A shorter interval would measure the kernel's ticks (10 ms) and this program.
  public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  /// Longer than any recording; below it no sum of nanoseconds overflows.
  public static final Duration LONGEST = Duration.ofDays(3_650);

  /// Checks both.
  ///
  /// @throws IllegalArgumentException where the interval is shorter than [#SHORTEST_INTERVAL] or
  ///     the duration shorter than one interval (without a second reading there are no rates) or
  ///     longer than [#LONGEST]
  public RecordingPlan {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "the interval of " + interval.toMillis() + " ms is shorter than 100 ms");
    }
    if (duration.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "the duration is shorter than the interval, so that no rate could be measured");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the duration is longer than 3650 days");
    }
  }

  /// The longest time between two readings that still makes a rate: a host so busy that readings
  /// are late for a while is measured all the same, a host that was suspended is not.
  public Duration longestGap() {
    return interval.multipliedBy(10);
  }
}
