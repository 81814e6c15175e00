package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateSlice;
import dev.flatline.core.state.StateWriter;
import org.jspecify.annotations.Nullable;

/// What a workload's CPU did over the last 30 days, compactly: for each day and level the code of
/// the longest stretch above the level that was under way or ended on it (block maxima with blocks
/// of a day, as in extreme-value statistics: Coles, An Introduction to Statistical Modeling of
/// Extreme Values, 2001, ch. 3), and how much of the day was observed. 570 bytes for the stretches.
public final class LevelHistory {
  /// Days kept.
  public static final int DAYS = 30;

  /// Milliseconds of a day.
  public static final long DAY_MILLIS = 86_400_000L;

  /// How fast lengths thin out: twice as long is 2^−1 as frequent. Of the days with a stretch, half
  /// have one that is 2^0.2 to 2^0.8 times rarer per doubling below eight hours and 2^1.5 above
  /// (half of the VMs of a hosting fleet in July, `docs/evaluation.md`); one is between.
  static final double TAIL_EXPONENT = 1;

  /// What a stretch that is so many codes shorter than half as long counts: the chance that it
  /// would have become so long, had it gone on as others do (Weissman, J. Amer. Statist. Assoc.
  /// 73, 1978: a tail beyond what was seen goes on as a power of the length).
  private static final double[] PART = new double[Byte.MAX_VALUE + 1];

  static {
    for (int shorter = 0; shorter < PART.length; shorter++) {
      PART[shorter] = Math.pow(2, -TAIL_EXPONENT * shorter / Levels.STEPS_PER_OCTAVE);
    }
  }

  /// What is kept by day; null while it is still packed.
  private @Nullable LevelDays days;

  /// The same as it was written; nothing once it has changed.
  private final StateSlice packed = new StateSlice();

  private int observedToday;
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
    LevelDays changed = changing();
    long stale = isEmpty() ? DAYS : Math.min(DAYS, day - today);
    if (!isEmpty()) {
      changed.observe(slot(today), observedToday);
    }
    for (long i = 0; i < stale; i++) {
      changed.clear(slot(day - i));
    }
    observedToday = 0;
    today = day;
  }

  /// So much of this day was observed. Days outside the 30 are ignored.
  public void observe(long day, long millis) {
    if (day == today) {
      observedToday += (int) millis;
    } else if (keeps(day)) {
      changing().observe(slot(day), millis);
    }
  }

  /// A stretch above a level is over: each day it touched remembers how long it had become by then.
  public void record(int level, long sinceMillis, long untilMillis) {
    if (untilMillis - sinceMillis < Levels.SHORTEST_MILLIS) {
      return;
    }
    LevelDays kept = days();
    for (long day = Math.max(day(sinceMillis), today - DAYS + 1); day <= day(untilMillis); day++) {
      long reached = Math.min(untilMillis, (day + 1) * DAY_MILLIS) - sinceMillis;
      if (kept.record(slot(day), level, Levels.code(reached))) {
        packed.clear();
      }
    }
  }

  /// The code of the longest stretch above the level that had ended on or run through this day.
  int longestCode(int level, long day) {
    return keeps(day) ? days().code(slot(day), level) : 0;
  }

  /// On how many days up to this one a stretch above the level had reached at least this code.
  public int daysWith(int level, int code, long upToDay) {
    int with = 0;
    LevelDays kept = days();
    int slot = oldestSlot();
    for (int left = keptUpTo(upToDay); left > 0; left--) {
      with += kept.code(slot, level) >= code ? 1 : 0;
      slot = next(slot);
    }
    return with;
  }

  /// All that a stretch above the level is compared with, up to and including this day: days with
  /// the like of this code, what was observed, and the longest. A day whose longest stretch was
  /// shorter counts in part: with the chance that a stretch of its length becomes so long. A
  /// workload that often computes for an hour is more likely to compute for eight one day than
  /// one that never does.
  Stretch.Past past(int level, int code, long upToDay) {
    double like = 0;
    int most = 0;
    LevelDays kept = days();
    int slot = oldestSlot();
    for (int left = keptUpTo(upToDay); left > 0; left--) {
      int had = kept.code(slot, level);
      like += part(code, had);
      most = Math.max(most, had);
      slot = next(slot);
    }
    return new Stretch.Past(like, observedDays(upToDay), Levels.shortestMillis(most));
  }

  /// What a day counts whose longest stretch had the second of these codes, where the first would
  /// count in full.
  static double part(int code, int had) {
    return had > 0 ? PART[Math.max(0, code - had)] : 0;
  }

  /// How much of this day was observed.
  long observedMillis(long day) {
    return keeps(day) ? observedInSlot(slot(day)) : 0;
  }

  /// The days on which a stretch above the level had at least this code, a bit for each day kept.
  int daysAsBits(int level, int code) {
    int bits = 0;
    LevelDays kept = days();
    for (int slot = 0; slot < DAYS; slot++) {
      bits |= kept.code(slot, level) >= code ? 1 << slot : 0;
    }
    return bits;
  }

  /// The days of which anything was observed, a bit for each day kept.
  int observedAsBits() {
    int bits = 0;
    for (int slot = 0; slot < DAYS; slot++) {
      bits |= observedInSlot(slot) > 0 ? 1 << slot : 0;
    }
    return bits;
  }

  /// How much was observed up to and including this day, in days.
  public double observedDays(long upToDay) {
    LevelDays kept = days();
    long millis = upToDay >= today ? observedToday : 0;
    int slot = oldestSlot();
    for (int left = Math.min(DAYS - 1, keptUpTo(upToDay)); left > 0; left--) {
      millis += kept.observedMillis(slot);
      slot = next(slot);
    }
    return (double) millis / DAY_MILLIS;
  }

  /// Writes what another can [#read].
  void write(StateWriter to, long nearDay) {
    to.putMillis(today, nearDay);
    to.putInt(observedToday);
    to.putSlice(packed, writer -> days().write(writer));
  }

  /// Becomes what was written.
  void read(StateReader from, long nearDay) {
    today = from.getMillis(nearDay);
    observedToday = from.getInt();
    from.getSlice(packed);
    days = null;
  }

  /// Unpacked only when it is asked for: most samples end no stretch and begin none.
  private LevelDays days() {
    if (days == null) {
      days = packed.isHeld() ? LevelDays.read(packed.reader()) : new LevelDays();
    }
    return days;
  }

  /// The same, to be changed.
  private LevelDays changing() {
    LevelDays changing = days();
    packed.clear();
    return changing;
  }

  /// That of today is kept apart, because it changes with every sample.
  private int observedInSlot(int slot) {
    return slot == slot(today) ? observedToday : days().observedMillis(slot);
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
