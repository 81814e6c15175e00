package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

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

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putInt(levelIndex);
    to.putDoubles(mean);
    to.putLong(sinceMillis);
    to.putLong(untilMillis);
    to.putLong(atFloorMillis);
    past.write(to);
  }

  /// What was written.
  public static Floor read(StateReader from) {
    int level = from.getInt(Levels.COUNT - 1);
    double mean = from.getDouble();
    return new Floor(level, mean, from.getLong(), from.getLong(), from.getLong(), Past.read(from));
  }

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }
}
