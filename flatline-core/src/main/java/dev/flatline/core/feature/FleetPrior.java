package dev.flatline.core.feature;

import dev.flatline.core.numeric.GammaPoisson;

/// What the fleet says of stretches: how many of a workload's days have one like this, before
/// anything is known of the workload itself.
@FunctionalInterface
public interface FleetPrior {

  /// The prior of the daily rate of stretches above this level that are at least as long as this
  /// code says.
  ///
  /// @param level number of the level on the ladder of [Levels]
  /// @param likeCode length as a code of [Levels]
  GammaPoisson rate(int level, int likeCode);
}
