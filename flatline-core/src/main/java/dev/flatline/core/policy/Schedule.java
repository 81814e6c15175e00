package dev.flatline.core.policy;

import java.time.Instant;
import java.util.Optional;

/// When something begins, again and again.
public sealed interface Schedule permits CronSchedule, IntervalSchedule {

  /// The first beginning between two moments, both included; empty where there is none or the
  /// moments are reversed. The time it takes grows with the days between them, no further.
  Optional<Instant> firstBetween(Instant earliest, Instant latest);

  /// In words, as they can stand in a sentence after "begins".
  String description();
}
