package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateSlice;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Notices a floor under work: half hours in which CPU is flat at one level, between others in
/// which it works far above it, and none in which it is below. Before a miner moved in, a batch
/// host comes down to nothing after each job; after it, to the miner.
///
/// Levels are nested, so a past full of jobs at full speed says that being above 30 % is nothing
/// new here; being flat *at* 30 % may be. For each level of the ladder up to [#HIGHEST] it keeps
/// on which of the last 30 days the workload was flat at about that level for [#LIKE_HALF_HOURS],
/// and for how long it was since it was last below. O(1) a minute, 200 bytes. What was read of the
/// levels stays as it was written until it changes, which is once in half an hour at most.
final class FloorTracker {
  /// The highest floor: work of half as much again must fit above it.
  private static final double HIGHEST = 0.65;

  private static final int LEVELS = Levels.reached(HIGHEST);

  /// Whole half hours since the epoch, so that no day has more than 48.
  private static final long BLOCK_MILLIS = 30 * 60_000L;

  /// A half hour of which less is known is not judged: five samples at five minutes.
  private static final long LEAST_KNOWN_MILLIS = 19 * 60_000L;

  private static final int LEAST_MINUTES = 5;

  /// The largest coefficient of variation of its minutes: the published flatness. RandomX at half
  /// duty has 0.03 (our own recording).
  private static final double FLAT_CV = 0.05;

  /// How much more CPU is work above a floor: what no scatter of a floor is.
  private static final double WORK = 1.5;

  /// How many half hours of a day at about a level make it a day with such a floor: three hours,
  /// more than the ends of jobs come to.
  static final int LIKE_HALF_HOURS = 6;

  /// How many half hours at the floor it takes: eight hours, longer than most of a day's single
  /// jobs last.
  static final int ENOUGH_HALF_HOURS = 16;

  /// The share of the time since CPU was last below that it is at the floor at least: where it is
  /// there for less, the work itself drifts. Of the fleet's VMs that are batch at 95 % the median
  /// idles for two thirds of its time.
  static final double LEAST_SHARE = 0.5;

  private static final byte WORKED = 1;
  private static final byte RETURNED = 2;

  /// A bit for each day with a floor at about the level, the newest lowest.
  private final int[] likeDays = new int[LEVELS];
  private final byte[] today = new byte[LEVELS];
  private final byte[] atFloor = new byte[LEVELS];
  private final byte[] course = new byte[LEVELS];
  private long day = Long.MIN_VALUE;

  private final StateSlice packed = new StateSlice();

  /// How many levels, from the lowest, may have a course, or time at the floor.
  private int begun;

  private long block = Long.MIN_VALUE;
  private long firstMillis;
  private long lastMillis;
  private int minutes;
  private double mean;
  private double squares;

  /// A minute.
  ///
  /// @param reached how many levels lie at or below its CPU
  /// @return the floor of the half hour that it ended, null where there is none
  @Nullable Floor observe(long atMillis, double cpu, int reached, LevelStretches stretches) {
    long now = Math.floorDiv(atMillis, BLOCK_MILLIS);
    Floor floor = null;
    if (now != block) {
      floor = endBlock(stretches);
      block = now;
      firstMillis = atMillis;
      minutes = 0;
      mean = 0;
      squares = 0;
    }
    lastMillis = atMillis;
    minutes++;
    double apart = cpu - mean;
    mean += apart / minutes;
    squares += apart * (cpu - mean);
    endFrom(reached == 0 ? 0 : reached + 1);
    return floor;
  }

  /// CPU is below this level and those above it.
  private void endFrom(int lowest) {
    if (begun <= lowest) {
      return;
    }
    unpack();
    Arrays.fill(atFloor, lowest, begun, (byte) 0);
    Arrays.fill(course, lowest, begun, (byte) 0);
    begun = lowest;
  }

  /// Nothing is known of what comes next.
  void breakOff() {
    endFrom(0);
    block = Long.MIN_VALUE;
    minutes = 0;
  }

  private @Nullable Floor endBlock(LevelStretches stretches) {
    if (minutes < LEAST_MINUTES || lastMillis - firstMillis < LEAST_KNOWN_MILLIS) {
      return null;
    }
    unpack();
    turnTo(LevelHistory.day(firstMillis));
    for (int level = 0; level < LEVELS; level++) {
      if (mean >= WORK * Levels.level(Math.min(level + 1, LEVELS))) {
        course[level] = course[level] == RETURNED ? RETURNED : WORKED;
        begun = Math.max(begun, level + 1);
      }
    }
    int at = Levels.reached(mean) - 1;
    boolean flat = at >= 0 && at < LEVELS && Math.sqrt(squares / minutes) <= FLAT_CV * mean;
    return flat ? flatAt(at, stretches) : null;
  }

  private @Nullable Floor flatAt(int at, LevelStretches stretches) {
    for (int level = Math.max(0, at - 1); level <= Math.min(LEVELS - 1, at + 1); level++) {
      today[level]++;
      likeDays[level] |= today[level] >= LIKE_HALF_HOURS ? 1 : 0;
      atFloor[level] = (byte) Math.min(Byte.MAX_VALUE, atFloor[level] + 1);
      if (course[level] == WORKED) {
        course[level] = RETURNED;
      }
    }
    begun = Math.max(begun, Math.min(LEVELS, at + 2));
    int lower = Math.max(0, at - 1);
    boolean enough = atFloor[at] >= ENOUGH_HALF_HOURS && course[at] == RETURNED;
    if (!enough || stretches.reached() <= lower) {
      return null;
    }
    Floor floor = floor(at, lower, stretches);
    long lasts = floor.untilMillis() - floor.sinceMillis();
    return floor.atFloorMillis() >= LEAST_SHARE * lasts ? floor : null;
  }

  private Floor floor(int at, int lower, LevelStretches stretches) {
    long sinceMillis = stretches.seenSinceMillis(lower);
    long startDay = LevelHistory.day(sinceMillis);
    long ago = Math.min(Integer.SIZE - 1, day - startDay + 1);
    int before = likeDays[at] >>> ago;
    Stretch.Past past =
        new Stretch.Past(Integer.bitCount(before), stretches.history().observedDays(startDay), 0);
    return new Floor(at, mean, sinceMillis, lastMillis, atFloor[at] * BLOCK_MILLIS, past);
  }

  void write(StateWriter to, long nearMillis) {
    to.putMillis(block, nearMillis / BLOCK_MILLIS);
    to.putLong(firstMillis - nearMillis);
    to.putLong(lastMillis - nearMillis);
    to.putInt(minutes);
    to.putRaw(mean);
    to.putRaw(squares);
    to.putInt(begun);
    to.putSlice(packed, this::pack);
  }

  /// Becomes what was written.
  void read(StateReader from, long nearMillis) {
    block = from.getMillis(nearMillis / BLOCK_MILLIS);
    firstMillis = nearMillis + from.getLong();
    lastMillis = nearMillis + from.getLong();
    minutes = from.getInt();
    mean = from.getRaw();
    squares = from.getRaw();
    begun = from.getInt(LEVELS);
    from.getSlice(packed);
  }

  /// A bit for each level of which anything is known, and what is.
  private void pack(StateWriter to) {
    to.putMillis(day, 0);
    int known = 0;
    for (int level = 0; level < LEVELS; level++) {
      int any = likeDays[level] | today[level] | atFloor[level] | course[level];
      known |= any == 0 ? 0 : 1 << level;
    }
    to.putInt(known);
    for (int level = 0; level < LEVELS; level++) {
      if ((known & 1 << level) != 0) {
        to.putInt(likeDays[level]);
        to.putByte(today[level]);
        to.putByte(atFloor[level]);
        to.putByte(course[level]);
      }
    }
  }

  private void unpack() {
    if (!packed.isHeld()) {
      return;
    }
    StateReader from = packed.reader();
    packed.clear();
    day = from.getMillis(0);
    int known = from.getInt();
    for (int level = 0; level < LEVELS; level++) {
      boolean any = (known & 1 << level) != 0;
      likeDays[level] = any ? from.getInt() : 0;
      today[level] = any ? from.getByte() : 0;
      atFloor[level] = any ? from.getByte() : 0;
      course[level] = any ? from.getByte() : 0;
    }
  }

  private void turnTo(long newDay) {
    if (newDay <= day) {
      return;
    }
    long days = day == Long.MIN_VALUE ? Integer.SIZE : Math.min(Integer.SIZE, newDay - day);
    for (int level = 0; level < LEVELS; level++) {
      likeDays[level] = days == Integer.SIZE ? 0 : likeDays[level] << days;
      today[level] = 0;
    }
    day = newDay;
  }
}
