package dev.flatline.core.feature;

import dev.flatline.core.numeric.Hypergeometric;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// On which of the last 30 days a workload computed near its limit, a bit for each; and which of
/// them were observed at all.
///
/// @param active days with a stretch of half an hour or more above [#LEVEL]
/// @param observed days that were observed
public record ActiveDays(int active, int observed) {
  /// The level, by its number: 0.90, the published rule's mean.
  static final int LEVEL = Levels.reached(0.90) - 1;

  /// The published rule's window.
  private static final int CODE = Levels.code(30 * 60_000L);

  /// Chance at which two workloads active on the same days are more than that: one in a hundred.
  private static final double BY_CHANCE = 0.01;

  /// Whether a stretch is one that siblings are told by.
  public static boolean isNearLimit(Stretch stretch) {
    return stretch.levelIndex() >= LEVEL;
  }

  /// Whether a stretch near the limit goes on that began then.
  public static boolean isNearLimitSince(LevelStretches stretches, long sinceMillis) {
    for (int level = LEVEL; level < stretches.reached(); level++) {
      if (stretches.sinceMillis(level) == sinceMillis) {
        return true;
      }
    }
    return false;
  }

  /// Those of a workload.
  static ActiveDays of(LevelHistory history) {
    return new ActiveDays(history.daysAsBits(LEVEL, CODE), history.observedAsBits());
  }

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putInt(active);
    to.putInt(observed);
  }

  /// What was written.
  public static ActiveDays read(StateReader from) {
    return new ActiveDays(from.getInt(), from.getInt());
  }

  /// Whether another workload was active on the same days, more often than by chance (Fisher's
  /// exact test): the two rise and fall together. Days that were not observed of both do not
  /// count.
  public boolean coincideWith(ActiveDays other) {
    int known = observed & other.observed;
    int mine = active & known;
    int theirs = other.active & known;
    double chance =
        Hypergeometric.atLeast(
            Integer.bitCount(mine & theirs),
            Integer.bitCount(mine),
            Integer.bitCount(theirs),
            Integer.bitCount(known));
    return chance <= BY_CHANCE;
  }
}
