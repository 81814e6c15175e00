package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// What the pods of one owner did, day by day, as though one pod had done it all: for each day and
/// level the code of the longest stretch of any of them, and how much of the day any was observed,
/// a day at most. Sums and maxima, so that it does not matter whose word comes first. 23 bytes a
/// day: one kilobyte for the days that are asked for.
final class OwnerHistory {
  /// How many days before a question are answered for: the 30 that count up to where a stretch
  /// begins, and half of that for the time it has lasted.
  static final int DAYS_ASKED = 45;

  /// No more days than this are kept where nothing says which will not be asked for.
  static final int MOST_DAYS = FleetHistory.MOST_DAYS;

  private static final int CELLS = Levels.COUNT;
  private static final double MINUTE_MILLIS = 60_000;

  private long firstDay = Long.MIN_VALUE;
  private byte[] longest = {};
  private int[] observedMillis = {};

  /// Whether it knows of no day.
  boolean isEmpty() {
    return observedMillis.length == 0;
  }

  /// The oldest day of which something is known; the largest number where it is empty.
  long oldestDay() {
    return isEmpty() ? Long.MAX_VALUE : firstDay;
  }

  /// The newest day of which something is known; meaningless where it is empty.
  long newestDay() {
    return firstDay + observedMillis.length - 1;
  }

  /// Adds a pod's day: so much was observed of it.
  void observe(long day, long millis) {
    int at = reach(day);
    if (at >= 0) {
      observedMillis[at] =
          (int) Math.min(LevelHistory.DAY_MILLIS, observedMillis[at] + Math.max(0, millis));
    }
  }

  /// Adds a pod's day: its longest stretch above a level had this code.
  void record(int level, long day, int code) {
    int at = code == 0 ? -1 : reach(day);
    if (at >= 0) {
      int cell = at * CELLS + level;
      longest[cell] = (byte) Math.max(longest[cell], code);
    }
  }

  /// Adds all that another part of the fleet knows of the same owner.
  void addAll(OwnerHistory other) {
    for (int i = 0; i < other.observedMillis.length; i++) {
      long day = other.firstDay + i;
      observe(day, other.observedMillis[i]);
      for (int level = 0; level < CELLS; level++) {
        record(level, day, other.longest[i * CELLS + level]);
      }
    }
  }

  void write(StateWriter to) {
    to.putMillis(firstDay, 0);
    to.putInt(observedMillis.length);
    for (int observed : observedMillis) {
      to.putInt(observed);
    }
    to.putBytes(longest);
  }

  void read(StateReader from) {
    firstDay = from.getMillis(0);
    observedMillis = new int[from.getInt(MOST_DAYS)];
    for (int i = 0; i < observedMillis.length; i++) {
      observedMillis[i] = from.getInt();
    }
    longest = new byte[observedMillis.length * CELLS];
    from.getBytes(longest);
  }

  /// What a stretch above the level is compared with, from one day to another, both included.
  ///
  /// @param code that a stretch needs to count in full ([LevelHistory])
  /// @param whole whether a day of which anything was observed is known as a whole
  Past past(int level, int code, long fromDay, long toDay, boolean whole) {
    if (isEmpty()) {
      return new Past(0, 0, 0);
    }
    double days = 0;
    long millis = 0;
    int most = 0;
    int to = (int) Math.min(observedMillis.length - 1, toDay - firstDay);
    for (int i = (int) Math.max(0, fromDay - firstDay); i <= to; i++) {
      int had = longest[i * CELLS + level];
      days += LevelHistory.part(code, had);
      most = Math.max(most, had);
      millis += whole && observedMillis[i] > 0 ? LevelHistory.DAY_MILLIS : observedMillis[i];
    }
    return new Past(days, (double) millis / LevelHistory.DAY_MILLIS, Levels.shortestMillis(most));
  }

  /// Adds the 30 days up to this one to the fleet's sums, if a pod was seen on it.
  void addTo(double[] sums, long day, boolean whole) {
    if (observedMillis(day) == 0) {
      return;
    }
    long millis = 0;
    for (long d = day - LevelHistory.DAYS + 1; d <= day; d++) {
      millis += whole && observedMillis(d) > 0 ? LevelHistory.DAY_MILLIS : observedMillis(d);
    }
    FleetHistory.add(sums, this::longestCode, day, Math.rint(millis / MINUTE_MILLIS));
  }

  private int observedMillis(long day) {
    return keeps(day) ? observedMillis[(int) (day - firstDay)] : 0;
  }

  private int longestCode(int level, long day) {
    return keeps(day) ? longest[(int) (day - firstDay) * CELLS + level] : 0;
  }

  private boolean keeps(long day) {
    return !isEmpty() && day >= firstDay && day <= newestDay();
  }

  /// Forgets the days before this one.
  void forgetBefore(long day) {
    int stale = (int) Math.max(0, Math.min(observedMillis.length, day - firstDay));
    if (stale > 0) {
      longest = Arrays.copyOfRange(longest, stale * CELLS, longest.length);
      observedMillis = Arrays.copyOfRange(observedMillis, stale, observedMillis.length);
      firstDay += stale;
    }
  }

  /// The place of this day, for which room is made; -1 where it is older than what is kept.
  private int reach(long day) {
    if (isEmpty()) {
      firstDay = day;
    }
    if (day < firstDay) {
      if (newestDay() - day >= MOST_DAYS) {
        return -1;
      }
      grow((int) (firstDay - day), 0);
      firstDay = day;
    } else if (day > newestDay() || isEmpty()) {
      forgetBefore(day - MOST_DAYS + 1);
      firstDay = isEmpty() ? day : firstDay;
      grow(0, (int) (day - firstDay + 1 - observedMillis.length));
    }
    return (int) (day - firstDay);
  }

  private void grow(int before, int after) {
    int days = before + observedMillis.length + after;
    byte[] moreLongest = new byte[days * CELLS];
    int[] moreObserved = new int[days];
    System.arraycopy(longest, 0, moreLongest, before * CELLS, longest.length);
    System.arraycopy(observedMillis, 0, moreObserved, before, observedMillis.length);
    longest = moreLongest;
    observedMillis = moreObserved;
  }
}
