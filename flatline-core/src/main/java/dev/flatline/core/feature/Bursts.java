package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

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

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putInt(count);
    to.putLong(dayMillis);
    to.putInt(levelIndex);
    to.putLong(firstMillis);
    to.putLong(untilMillis - firstMillis);
    past.write(to);
  }

  /// What was written.
  public static Bursts read(StateReader from) {
    int count = from.getInt();
    long day = from.getLong();
    int level = from.getInt(Levels.COUNT - 1);
    long first = from.getLong();
    return new Bursts(count, day, level, first, first + from.getLong(), Past.read(from));
  }

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }
}
