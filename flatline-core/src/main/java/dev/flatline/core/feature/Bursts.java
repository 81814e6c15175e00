package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.telemetry.Owner;

/// Short stretches alike that came with a step, the newest of them just over: too short
/// each to be called flat.
///
/// @param count how many there were, each within a day of the one before
/// @param dayMillis how long those of the last day lasted together, of no more than eight
/// @param levelIndex number of the level above which all stayed
/// @param firstMillis event time at which the first began
/// @param untilMillis event time at which the newest ended
/// @param past what the past holds of stretches half as long as those of the last day together
///     above the level, up to the day before the first
public record Bursts(
    int count, long dayMillis, int levelIndex, long firstMillis, long untilMillis, Past past) {

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }

  /// The same after what the workload's owner had before the workload was born.
  ///
  /// @param bornDay the workload's first day
  /// @param day of the question
  public Bursts after(FleetOwners owners, Owner owner, long bornDay, long day) {
    int code = Levels.likeCode(dayMillis);
    long startDay = LevelHistory.day(firstMillis) - 1;
    Past before = owners.past(owner, levelIndex, code, bornDay, startDay, day);
    return new Bursts(count, dayMillis, levelIndex, firstMillis, untilMillis, past.after(before));
  }
}
