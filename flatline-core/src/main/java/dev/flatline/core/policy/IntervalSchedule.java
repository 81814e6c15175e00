package dev.flatline.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Begins at an anchor and a whole number of intervals before and after it. Intervals are lengths
/// of time: clocks that change do not shift them.
///
/// @param every from one beginning to the next
/// @param anchor any one of the beginnings
public record IntervalSchedule(Duration every, Instant anchor) implements Schedule {

  /// Checks the interval.
  ///
  /// @throws IllegalArgumentException where it is shorter than a second
  public IntervalSchedule {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("every " + every + " is shorter than a second");
    }
  }

  @Override
  public Optional<Instant> firstBetween(Instant earliest, Instant latest) {
    Duration ahead = Duration.between(anchor, earliest);
    long intervals = ahead.dividedBy(every);
    Instant first = anchor.plus(every.multipliedBy(intervals));
    if (first.isBefore(earliest)) {
      first = first.plus(every);
    }
    return first.isAfter(latest) ? Optional.empty() : Optional.of(first);
  }

  @Override
  public String description() {
    return "every " + Durations.text(every) + " from " + anchor;
  }
}
