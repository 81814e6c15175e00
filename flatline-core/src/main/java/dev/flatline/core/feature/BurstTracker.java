package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateSlice;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Notices that short stretches at about one level come again and again. A chain goes on while no
/// two of its bursts are more than a day apart, and is told of once three came within a day.
///
/// Of each of the last 30 days it keeps the level that one burst reached and the level that three
/// reached, so that a chain is compared with days of bursts, and not only with stretches. 0.4 kB,
/// of workloads that have bursts. What was read stays as it was written until a burst ends, and
/// what is in the bursts and between them until a chain goes on.
final class BurstTracker {
  /// The shortest burst: two intervals of five minutes, less what their clocks differ.
  static final long SHORTEST_MILLIS = 8 * 60_000L;

  /// The longest: what fills a window is a stretch of its own.
  static final long LONGEST_MILLIS = 30 * 60_000L;

  /// What a day with one or two bursts counts: of the days of a hosting fleet with one above a
  /// level a third have three or more (0.27 to 0.38 at levels from 0.2 to 0.7).
  static final double FEWER_PART = 1 / 3.0;

  /// How many it takes. Two may be a job and its retry.
  private static final int ENOUGH = 3;

  /// How far apart two levels are, in numbers of the ladder, that are about one.
  private static final int ABOUT = 1;

  private static final int KEPT = 8;

  private final long[] ends = new long[KEPT];
  private final int[] lengths = new int[KEPT];
  private int levelIndex = -1;
  private long lastEndMillis;
  private long firstMillis;
  private int count;

  /// One more than the number of the level that so many bursts of a day reached; 0 where there
  /// were fewer.
  private final byte[] one = new byte[LevelHistory.DAYS];
  private final byte[] enough = new byte[LevelHistory.DAYS];
  private final byte[] highestToday = new byte[ENOUGH];
  private long today = Long.MIN_VALUE;

  private final BurstContrast contrast = new BurstContrast();

  private final StateSlice packed = new StateSlice();
  private final StateSlice packedContrast = new StateSlice();

  /// A burst is over. One that fell in two steps is told twice, and is one.
  ///
  /// @return what the chain comes to, null while it is too short
  @Nullable Bursts add(int level, long sinceMillis, long untilMillis, LevelHistory history) {
    unpack();
    unpackContrast();
    boolean alike = count > 0 && Math.abs(level - levelIndex) <= ABOUT;
    boolean again = count > 0 && sinceMillis < lastEndMillis;
    if (again && !alike) {
      return null;
    }
    if (!again) {
      if (!alike || sinceMillis - lastEndMillis > LevelHistory.DAY_MILLIS) {
        levelIndex = level;
        firstMillis = sinceMillis;
        count = 0;
        contrast.begin(untilMillis);
      }
      count++;
      remember(level, LevelHistory.day(untilMillis));
    }
    levelIndex = Math.min(levelIndex, level);
    lastEndMillis = untilMillis;
    ends[(count - 1) % KEPT] = untilMillis;
    lengths[(count - 1) % KEPT] = (int) (untilMillis - sinceMillis);
    return bursts(untilMillis, history);
  }

  void write(StateWriter to, long nearMillis) {
    to.putInt(levelIndex);
    to.putLong(nearMillis - lastEndMillis);
    to.putSlice(packed, this::pack);
    to.putSlice(packedContrast, writer -> contrast.write(writer, lastEndMillis));
  }

  /// Becomes what was written.
  void read(StateReader from, long nearMillis) {
    levelIndex = from.getInt();
    lastEndMillis = nearMillis - from.getLong();
    from.getSlice(packed);
    from.getSlice(packedContrast);
  }

  private void pack(StateWriter to) {
    to.putInt(count);
    to.putLong(lastEndMillis - firstMillis);
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      to.putLong(ends[i] - firstMillis);
      to.putInt(lengths[i]);
    }
    to.putMillis(today, LevelHistory.day(firstMillis));
    putSparse(one, to);
    putSparse(enough, to);
    to.putAll(highestToday, 0, ENOUGH);
  }

  private void unpack() {
    if (!packed.isHeld()) {
      return;
    }
    StateReader from = packed.reader();
    packed.clear();
    count = from.getInt(Integer.MAX_VALUE);
    firstMillis = lastEndMillis - from.getLong();
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      ends[i] = from.getLong() + firstMillis;
      lengths[i] = from.getInt();
    }
    today = from.getMillis(LevelHistory.day(firstMillis));
    getSparse(one, from);
    getSparse(enough, from);
    from.getBytes(highestToday, ENOUGH);
  }

  private void unpackContrast() {
    if (packedContrast.isHeld()) {
      contrast.read(packedContrast.reader(), lastEndMillis);
      packedContrast.clear();
    }
  }

  /// A bit for each day that has a level, and those levels.
  private static void putSparse(byte[] levels, StateWriter to) {
    int days = 0;
    for (int i = 0; i < levels.length; i++) {
      days |= levels[i] == 0 ? 0 : 1 << i;
    }
    to.putInt(days);
    for (byte level : levels) {
      if (level != 0) {
        to.putByte(level);
      }
    }
  }

  private static void getSparse(byte[] levels, StateReader from) {
    int days = from.getInt();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (days & 1 << i) == 0 ? 0 : from.getByte();
    }
  }

  /// A minute, which may be one of a chain that goes on.
  ///
  /// @param reached how many levels lie at or below its CPU
  void observe(int reached, long atMillis, double cpu, double network, double disk) {
    if (atMillis - lastEndMillis <= LevelHistory.DAY_MILLIS) {
      unpackContrast();
      contrast.observe(reached > levelIndex, atMillis, cpu, network, disk);
    }
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
            count,
            dayMillis,
            levelIndex,
            firstMillis,
            untilMillis,
            past(dayMillis, history),
            contrast.contrast());
  }

  private Stretch.Past past(long dayMillis, LevelHistory history) {
    long upToDay = LevelHistory.day(firstMillis) - 1;
    Stretch.Past stretches = history.past(levelIndex, Levels.likeCode(dayMillis), upToDay);
    double days = 0;
    for (long day = today - LevelHistory.DAYS + 1; day <= upToDay; day++) {
      boolean stretch = history.longestCode(levelIndex, day) >= Levels.likeCode(dayMillis);
      days += stretch ? 1 : part(slot(day));
    }
    double observed = history.observedDays(upToDay + 1);
    return new Stretch.Past(days, observed, stretches.longestMillis());
  }

  private double part(int slot) {
    int least = levelIndex + 1 - ABOUT;
    return enough[slot] >= least ? 1 : one[slot] >= least ? FEWER_PART : 0;
  }

  private void remember(int level, long day) {
    turnTo(day);
    byte number = (byte) (level + 1);
    for (int i = 0; i < ENOUGH; i++) {
      if (number > highestToday[i]) {
        byte lower = highestToday[i];
        highestToday[i] = number;
        number = lower;
      }
    }
    one[slot(day)] = highestToday[0];
    enough[slot(day)] = highestToday[ENOUGH - 1];
  }

  private void turnTo(long day) {
    if (day <= today) {
      return;
    }
    long first = today == Long.MIN_VALUE ? day : Math.max(today + 1, day - LevelHistory.DAYS + 1);
    for (long stale = first; stale <= day; stale++) {
      one[slot(stale)] = 0;
      enough[slot(stale)] = 0;
    }
    Arrays.fill(highestToday, (byte) 0);
    today = day;
  }

  private static int slot(long day) {
    return (int) Math.floorMod(day, (long) LevelHistory.DAYS);
  }
}
