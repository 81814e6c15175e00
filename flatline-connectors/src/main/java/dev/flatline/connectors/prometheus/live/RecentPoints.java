package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;

/// The newest points of one series, in the order of time; of several at one time the last that
/// came stands. Where there is no room for all of them they are thinned out, evenly in time: a
/// range of what is left begins and ends where it did, and has the same rate. Times are the lower
/// 32 bits of epoch milliseconds: within 24 days of one another their differences are exact.
final class RecentPoints {
  /// What Prometheus writes where a series ends.
  static final long STALE_BITS = 0x7ff0000000000002L;

  private static final int FIRST_CAPACITY = 8;

  /// It grows by an eighth, but at least so many: of 800,000 series, which need about as many
  /// points each, room to spare is what costs.
  private static final int LEAST_GROWTH = 2;

  /// More are never needed: of the minute that late points are waited for, and of five minutes of
  /// a range, eleven a second.
  private static final int MOST = 4096;

  private int[] times = new int[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private short size;

  /// While there is no room: how far apart points are kept.
  private short apartMillis;

  private int keepMillis;

  /// Keeps all points for at least so long; of older ones only the newest.
  void keepAtLeast(int millis) {
    keepMillis = Math.max(keepMillis, millis);
  }

  /// Takes a point.
  ///
  /// @param atMillis when, epoch milliseconds
  /// @param nextMillis the earliest time that can still be asked for
  /// @param room of all series
  void add(long atMillis, double value, long nextMillis, PointRoom room) {
    int time = (int) atMillis;
    int place = placeOf(time);
    if (place > 0 && times[place - 1] == time) {
      values[place - 1] = value;
      return;
    }
    if (place == size && isTooNear(time, room)) {
      times[size - 1] = time;
      values[size - 1] = value;
      room.thinOut(1);
      return;
    }
    if (size == times.length) {
      makeRoom((int) nextMillis, room);
      place = placeOf(time);
    }
    if (place < size) {
      System.arraycopy(times, place, times, place + 1, size - place);
      System.arraycopy(values, place, values, place + 1, size - place);
    }
    times[place] = time;
    values[place] = value;
    size++;
  }

  /// Behind the newest that is not younger.
  private int placeOf(int time) {
    int place = size;
    while (place > 0 && times[place - 1] - time > 0) {
      place--;
    }
    return place;
  }

  /// Whether the newest point is between this and one that is near enough.
  private boolean isTooNear(int time, PointRoom room) {
    boolean near = apartMillis > 0 && size > 1 && time - times[size - 2] < apartMillis;
    if (near && size < MOST && room.has(times.length, growth())) {
      apartMillis = 0;
      return false;
    }
    return near;
  }

  private int growth() {
    return Math.max(LEAST_GROWTH, times.length / 8);
  }

  /// Forgets what cannot be asked for any more, or grows, or is thinned out.
  private void makeRoom(int next, PointRoom room) {
    int forgotten = 0;
    while (forgotten + 1 < size
        && times[forgotten] - next < -keepMillis
        && times[forgotten + 1] - next <= 0) {
      forgotten++;
    }
    int more = growth();
    if (forgotten > 0) {
      size -= (short) forgotten;
      System.arraycopy(times, forgotten, times, 0, size);
      System.arraycopy(values, forgotten, values, 0, size);
    } else if (size < MOST && room.give(size, more)) {
      times = Arrays.copyOf(times, size + more);
      values = Arrays.copyOf(values, size + more);
    } else {
      room.thinOut(thinOut());
    }
  }

  /// Keeps the oldest, the newest, and of those between them about half, evenly in time.
  ///
  /// @return how many points were forgotten
  private int thinOut() {
    int last = size - 1;
    int apart = (times[last] - times[0]) / (size / 2) + 1;
    apartMillis = (short) Math.min(apart, Short.MAX_VALUE);
    size = 1;
    for (int i = 1; i <= last; i++) {
      if (i == last || times[i] - times[size - 1] >= apart) {
        times[size] = times[i];
        values[size++] = values[i];
      }
    }
    return last + 1 - size;
  }

  /// The index of the newest point at or before a time, -1 where there is none.
  int newestAt(int time) {
    int index = size - 1;
    while (index >= 0 && times[index] - time > 0) {
      index--;
    }
    return index;
  }

  /// The index of the oldest point at or after a time, not beyond another index.
  int oldestFrom(int time, int toIndex) {
    int index = toIndex;
    while (index > 0 && times[index - 1] - time >= 0) {
      index--;
    }
    return index;
  }

  /// The lower half of the time of a point.
  int time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  boolean isStale(int index) {
    return isStale(values[index]);
  }

  /// The lower half of the time of the newest point of all; there must be one.
  int newestTime() {
    return times[size - 1];
  }

  int size() {
    return size;
  }

  /// How many points it has room for.
  int capacity() {
    return times.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  static boolean isStale(double value) {
    return Double.isNaN(value) && Double.doubleToRawLongBits(value) == STALE_BITS;
  }
}
