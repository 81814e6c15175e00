package dev.flatline.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A plateau that is announced: it begins by a schedule and lasts so long. It explains a stretch
/// that lies within one window, give or take the tolerance at either end; windows that follow each
/// other are not joined.
///
/// @param match which workloads
/// @param schedule when a window begins
/// @param duration how long it lasts, at most [#LONGEST]
/// @param tolerance how far a stretch may stand out at either end
/// @param reason what runs then, empty where nobody said
public record ExpectedPlateau(
    WorkloadPattern match,
    Schedule schedule,
    Duration duration,
    Duration tolerance,
    String reason) {
  /// The longest window. What runs longer is better described by a role.
  public static final Duration LONGEST = Duration.ofDays(31);

  /// Checks the lengths.
  ///
  /// @throws IllegalArgumentException where the duration is not above 0 or above [#LONGEST], or the
  ///     tolerance is negative or above the duration
  public ExpectedPlateau {
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an expected plateau of " + duration);
    }
    if (tolerance.isNegative() || tolerance.compareTo(duration) > 0) {
      throw new IllegalArgumentException("tolerance " + tolerance + " of a plateau of " + duration);
    }
  }

  /// The tolerance unless one is stated: a tenth of the duration.
  public static Duration defaultTolerance(Duration duration) {
    return duration.dividedBy(10);
  }

  /// When the window began that explains a stretch, empty where none does.
  public Optional<Instant> windowAround(Instant from, Instant to) {
    Instant earliestStart = to.minus(duration).minus(tolerance);
    return schedule.firstBetween(earliestStart, from.plus(tolerance));
  }
}
