package dev.flatline.core.feature;

import java.util.Arrays;

/// What a workload's CPU did over the last 30 days, compactly: for each day and level the code of
/// the longest stretch above the level that was under way or ended on it (block maxima with blocks
/// of a day, as in extreme-value statistics: Coles, An Introduction to Statistical Modeling of
/// Extreme Values, 2001, ch. 3), and how much of the day was observed. 510 bytes for the stretches.
public final class LevelHistory {
  /// Days kept.
  public static final int DAYS = 30;

  /// Milliseconds of a day.
  public static final long DAY_MILLIS = 86_400_000L;

  private final byte[] longest = new byte[DAYS * Levels.COUNT];
  private final int[] observedMillis = new int[DAYS];
  private long today = Long.MIN_VALUE;

  /// Knows nothing yet.
  public LevelHistory() {}

  /// The number of a day since the epoch, UTC.
  public static long day(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  /// The newest day; meaningless while nothing was observed.
  public long today() {
    return today;
  }

  /// Whether nothing was observed yet.
  public boolean isEmpty() {
    return today == Long.MIN_VALUE;
  }

  /// Turns to this day and forgets those more than 30 days before.
  public void turnTo(long day) {
    if (day <= today) {
      return;
    }
    long stale = isEmpty() ? DAYS : Math.min(DAYS, day - today);
    for (long i = 0; i < stale; i++) {
      int slot = slot(day - i);
      observedMillis[slot] = 0;
      Arrays.fill(longest, slot * Levels.COUNT, (slot + 1) * Levels.COUNT, (byte) 0);
    }
    today = day;
  }

  /// So much of this day was observed. Days outside the 30 are ignored.
  public void observe(long day, long millis) {
    if (keeps(day)) {
      observedMillis[slot(day)] += (int) millis;
    }
  }

  /// A stretch above a level is over: each day it touched remembers how long it had become by then.
  public void record(int level, long sinceMillis, long untilMillis) {
    if (untilMillis - sinceMillis < Levels.SHORTEST_MILLIS) {
      return;
    }
    for (long day = Math.max(day(sinceMillis), today - DAYS + 1); day <= day(untilMillis); day++) {
      long reached = Math.min(untilMillis, (day + 1) * DAY_MILLIS) - sinceMillis;
      int at = slot(day) * Levels.COUNT + level;
      longest[at] = (byte) Math.max(longest[at], Levels.code(reached));
    }
  }

  /// The code of the longest stretch above the level that had ended on or run through this day.
  int longestCode(int level, long day) {
    return keeps(day) ? longest[slot(day) * Levels.COUNT + level] : 0;
  }

  /// On how many days up to this one a stretch above the level had reached at least this code.
  public int daysWith(int level, int code, long upToDay) {
    int days = 0;
    int slot = oldestSlot();
    for (int left = keptUpTo(upToDay); left > 0; left--) {
      days += longest[slot * Levels.COUNT + level] >= code ? 1 : 0;
      slot = next(slot);
    }
    return days;
  }

  /// How much was observed up to and including this day, in days.
  public double observedDays(long upToDay) {
    long millis = 0;
    int slot = oldestSlot();
    for (int left = keptUpTo(upToDay); left > 0; left--) {
      millis += observedMillis[slot];
      slot = next(slot);
    }
    return (double) millis / DAY_MILLIS;
  }

  private boolean keeps(long day) {
    return day <= today && day > today - DAYS;
  }

  /// How many of the days kept are not after this one.
  private int keptUpTo(long upToDay) {
    return (int) Math.max(0, Math.min(DAYS, DAYS + upToDay - today));
  }

  private int oldestSlot() {
    return next(slot(today));
  }

  private static int next(int slot) {
    return slot + 1 == DAYS ? 0 : slot + 1;
  }

  private static int slot(long day) {
    return (int) Math.floorMod(day, (long) DAYS);
  }
}
