package dev.flatline.core.correlate;

import dev.flatline.core.finding.Cost;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was seen of a workload when a verdict was reached.
///
/// @param at event time of the newest sample that it rests on
/// @param raisedAt when a live system would have raised it
/// @param before when the workload was last seen to behave as it did before, at most [#at]
/// @param stays the levels above which CPU stays now
/// @param cost what it takes now
public record Sighting(Instant at, Instant raisedAt, Instant before, List<Stay> stays, Cost cost) {

  /// Copies the list.
  public Sighting {
    stays = List.copyOf(stays);
  }

  /// CPU stays above a level.
  ///
  /// @param since when that began
  /// @param level a share of capacity
  /// @param step whether it began with a step
  public record Stay(Instant since, double level, boolean step) {}

  /// The stay that began at this time.
  Optional<Stay> since(Instant begin) {
    return stays.stream().filter(stay -> stay.since().equals(begin)).findFirst();
  }
}
