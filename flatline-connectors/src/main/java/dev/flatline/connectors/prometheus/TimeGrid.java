package dev.flatline.connectors.prometheus;

import java.util.ArrayList;
import java.util.List;

/// Evenly spaced times, all of them multiples of the step since the epoch: so the same hunt asks
/// for the same times, and servers that cache by step can.
///
/// @param firstMillis the first time, epoch milliseconds
/// @param stepMillis from one time to the next
/// @param points how many times, may be 0
record TimeGrid(long firstMillis, long stepMillis, int points) {

  /// All multiples of the step in a range, its ends included.
  static TimeGrid within(long fromMillis, long toMillis, long stepMillis) {
    long first = Math.ceilDiv(fromMillis, stepMillis);
    long last = Math.floorDiv(toMillis, stepMillis);
    return new TimeGrid(
        first * stepMillis, stepMillis, Math.toIntExact(Math.max(0, last - first + 1)));
  }

  long atMillis(int index) {
    return firstMillis + index * stepMillis;
  }

  long lastMillis() {
    return atMillis(points - 1);
  }

  /// The index of a time, -1 where it is none of these times.
  int indexOf(long atMillis) {
    long offset = atMillis - firstMillis;
    long index = Math.floorDiv(offset, stepMillis);
    return index >= 0 && index < points && index * stepMillis == offset ? (int) index : -1;
  }

  /// A stretch of these times.
  TimeGrid part(int fromIndex, int toIndexExclusive) {
    return new TimeGrid(atMillis(fromIndex), stepMillis, toIndexExclusive - fromIndex);
  }

  /// These times in as few stretches as possible of about equal length, none longer than so many:
  /// together they are all of them, each once.
  List<TimeGrid> slices(int mostPoints) {
    List<TimeGrid> slices = new ArrayList<>();
    int count = Math.ceilDiv(points, Math.max(1, mostPoints));
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) points * i / count);
      int to = (int) ((long) points * (i + 1) / count);
      slices.add(part(from, to));
    }
    return slices;
  }

  /// The coarser times that close these: from the first at or after the first of these to the first
  /// at or after the last.
  TimeGrid closing(long coarserMillis) {
    return within(
        firstMillis, Math.ceilDiv(lastMillis(), coarserMillis) * coarserMillis, coarserMillis);
  }

  /// The index of the first of these times at or after another, which must not be after the last.
  int closingIndex(long atMillis) {
    return Math.toIntExact(Math.max(0, Math.ceilDiv(atMillis - firstMillis, stepMillis)));
  }
}
