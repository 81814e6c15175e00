package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;

/// A floor under work: CPU comes down to one level again and again, and not below.
///
/// @param levelIndex number of the level on the ladder of [Levels] at which it is
/// @param mean mean CPU of the newest half hour at the floor, a share of capacity
/// @param sinceMillis event time since which CPU was not below
/// @param untilMillis event time of the newest sample
/// @param atFloorMillis for how long it was at the floor since then, in whole half hours
/// @param past on how many days before it was flat at about this level for three hours, and for how
///     many days that is known
public record Floor(
    int levelIndex,
    double mean,
    long sinceMillis,
    long untilMillis,
    long atFloorMillis,
    Past past) {

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }
}
