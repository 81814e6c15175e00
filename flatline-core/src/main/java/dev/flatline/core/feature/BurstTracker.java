package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import org.jspecify.annotations.Nullable;

/// Notices that short stretches at about one level come again and again. A chain goes on while no
/// two of its bursts are more than a day apart, and is told of once three came within a day.
final class BurstTracker {
  /// The shortest burst: two intervals of five minutes, less what their clocks differ.
  static final long SHORTEST_MILLIS = 8 * 60_000L;

  /// The longest: what fills a window is a stretch of its own.
  static final long LONGEST_MILLIS = 30 * 60_000L;

  /// How many it takes. Two may be a job and its retry.
  private static final int ENOUGH = 3;

  private static final int KEPT = 8;

  private final long[] ends = new long[KEPT];
  private final int[] lengths = new int[KEPT];
  private int levelIndex = -1;
  private long firstMillis;
  private int count;

  /// A burst is over.
  ///
  /// @return what the chain comes to, null while it is too short
  @Nullable Bursts add(int level, long sinceMillis, long untilMillis, LevelHistory history) {
    boolean goesOn =
        count > 0
            && Math.abs(level - levelIndex) <= 1
            && sinceMillis - ends[(count - 1) % KEPT] <= LevelHistory.DAY_MILLIS;
    if (!goesOn) {
      levelIndex = level;
      firstMillis = sinceMillis;
      count = 0;
    }
    levelIndex = Math.min(levelIndex, level);
    ends[count % KEPT] = untilMillis;
    lengths[count % KEPT] = (int) (untilMillis - sinceMillis);
    count++;
    return bursts(untilMillis, history);
  }

  void write(StateWriter to) {
    to.putInt(levelIndex);
    to.putInt(count);
    to.putLong(firstMillis);
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      to.putLong(ends[i] - firstMillis);
      to.putInt(lengths[i]);
    }
  }

  static BurstTracker read(StateReader from) {
    BurstTracker tracker = new BurstTracker();
    tracker.levelIndex = from.getInt();
    tracker.count = from.getInt(Integer.MAX_VALUE);
    tracker.firstMillis = from.getLong();
    for (int i = 0; i < Math.min(tracker.count, KEPT); i++) {
      tracker.ends[i] = from.getLong() + tracker.firstMillis;
      tracker.lengths[i] = from.getInt();
    }
    return tracker;
  }

  private @Nullable Bursts bursts(long untilMillis, LevelHistory history) {
    int ofTheDay = 0;
    long dayMillis = 0;
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      boolean recent = untilMillis - ends[i] <= LevelHistory.DAY_MILLIS;
      ofTheDay += recent ? 1 : 0;
      dayMillis += recent ? lengths[i] : 0;
    }
    return ofTheDay < ENOUGH
        ? null
        : new Bursts(
            count, dayMillis, levelIndex, firstMillis, untilMillis, past(dayMillis, history));
  }

  private Stretch.Past past(long dayMillis, LevelHistory history) {
    long upToDay = LevelHistory.day(firstMillis) - 1;
    return history.past(levelIndex, Levels.likeCode(dayMillis), upToDay);
  }
}
