package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// How many pods of one owner were seen in each hour. Two bytes an hour; a live system asks for the
/// last hour alone and forgets those before.
final class HoursSeen {
  private static final long HOUR_MILLIS = 3_600_000L;

  /// As many hours as days are kept of owners where nothing says which will not be asked for.
  private static final int MOST_HOURS = 24 * OwnerHistory.MOST_DAYS;

  private long firstHour;
  private char[] pods = {};

  /// The number of an hour since the epoch.
  static long hour(long millis) {
    return Math.floorDiv(millis, HOUR_MILLIS);
  }

  /// One pod more was seen in this hour.
  void add(long hour) {
    add(hour, 1);
  }

  void addAll(HoursSeen other) {
    for (int i = 0; i < other.pods.length; i++) {
      if (other.pods[i] > 0) {
        add(other.firstHour + i, other.pods[i]);
      }
    }
  }

  /// How many were seen in this hour.
  int pods(long hour) {
    long at = hour - firstHour;
    return at >= 0 && at < pods.length ? pods[(int) at] : 0;
  }

  void forgetBefore(long hour) {
    int stale = (int) Math.max(0, Math.min(pods.length, hour - firstHour));
    if (stale > 0) {
      pods = Arrays.copyOfRange(pods, stale, pods.length);
      firstHour += stale;
    }
  }

  boolean isEmpty() {
    return pods.length == 0;
  }

  void write(StateWriter to) {
    to.putLong(firstHour);
    to.putInt(pods.length);
    for (char seen : pods) {
      to.putInt(seen);
    }
  }

  void read(StateReader from) {
    firstHour = from.getLong();
    pods = new char[from.getInt(MOST_HOURS)];
    for (int i = 0; i < pods.length; i++) {
      pods[i] = (char) from.getInt(Character.MAX_VALUE);
    }
  }

  private void add(long hour, int more) {
    if (isEmpty()) {
      firstHour = hour;
    }
    if (hour < firstHour) {
      if (firstHour + pods.length - hour > MOST_HOURS) {
        return;
      }
      char[] longer = new char[(int) (pods.length + firstHour - hour)];
      System.arraycopy(pods, 0, longer, longer.length - pods.length, pods.length);
      pods = longer;
      firstHour = hour;
    }
    forgetBefore(hour - MOST_HOURS + 1);
    firstHour = isEmpty() ? hour : firstHour;
    int at = (int) (hour - firstHour);
    if (at >= pods.length) {
      pods = Arrays.copyOf(pods, at + 1);
    }
    pods[at] = (char) Math.min(Character.MAX_VALUE, pods[at] + more);
  }
}
