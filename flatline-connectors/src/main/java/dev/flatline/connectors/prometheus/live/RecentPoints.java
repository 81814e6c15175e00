package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;

/// The newest points of one series, in the order of time; of several at one time the last that
/// came stands. Times are the lower 32 bits of epoch milliseconds: within 24 days of one another
/// their differences are exact.
final class RecentPoints {
  /// What Prometheus writes where a series ends.
  static final long STALE_BITS = 0x7ff0000000000002L;

  private static final int FIRST_CAPACITY = 8;

  /// It grows by an eighth, but at least so many: of 800,000 series, which need about as many
  /// points each, room to spare is what costs.
  private static final int LEAST_GROWTH = 2;

  /// A range that holds more is cut to the newest of these.
  private static final int MOST = 4096;

  private int[] times = new int[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;
  private int keepMillis;

  /// Keeps all points for at least so long; of older ones only the newest.
  void keepAtLeast(int millis) {
    keepMillis = Math.max(keepMillis, millis);
  }

  /// Takes a point.
  ///
  /// @param atMillis when, epoch milliseconds
  /// @param nextMillis the earliest time that can still be asked for
  void add(long atMillis, double value, long nextMillis) {
    int time = (int) atMillis;
    int place = size;
    while (place > 0 && times[place - 1] - time > 0) {
      place--;
    }
    if (place > 0 && times[place - 1] == time) {
      values[place - 1] = value;
      return;
    }
    if (size == times.length) {
      place = Math.max(0, place - makeRoom((int) nextMillis));
    }
    if (place < size) {
      System.arraycopy(times, place, times, place + 1, size - place);
      System.arraycopy(values, place, values, place + 1, size - place);
    }
    times[place] = time;
    values[place] = value;
    size++;
  }

  /// Forgets what cannot be asked for any more, or grows.
  ///
  /// @return how many points were forgotten
  private int makeRoom(int next) {
    int forgotten = 0;
    while (forgotten + 1 < size
        && times[forgotten] - next < -keepMillis
        && times[forgotten + 1] - next <= 0) {
      forgotten++;
    }
    if (forgotten == 0 && size < MOST) {
      int capacity = size + Math.max(LEAST_GROWTH, size / 8);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
      return 0;
    }
    forgotten = Math.max(forgotten, 1);
    size -= forgotten;
    System.arraycopy(times, forgotten, times, 0, size);
    System.arraycopy(values, forgotten, values, 0, size);
    return forgotten;
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

  boolean isEmpty() {
    return size == 0;
  }

  static boolean isStale(double value) {
    return Double.isNaN(value) && Double.doubleToRawLongBits(value) == STALE_BITS;
  }
}
