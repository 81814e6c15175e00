package dev.flatline.connectors.host;

import java.util.ArrayList;
import java.util.List;

/// Time that passes only by waiting, and by as much as a reading is said to take.
final class ManualRecordingClock implements RecordingClock {
  private final List<Long> waitedUntil = new ArrayList<>();
  private long nanos = 1_000_000_000_000L;
  private long readingNanos;
  private int waitsBeforeStop = Integer.MAX_VALUE;

  /// Lets every reading from now on take so long.
  void readingTakes(long millis) {
    readingNanos = millis * 1_000_000;
  }

  /// Says stop once so many waits are over.
  void stopAfter(int waits) {
    waitsBeforeStop = waits;
  }

  /// The times for which was waited, in milliseconds after the first.
  List<Long> waitsMillis() {
    return waitedUntil.stream().map(at -> (at - waitedUntil.getFirst()) / 1_000_000).toList();
  }

  /// Asked once at the beginning of a reading, so here the reading's time passes.
  @Override
  public long epochMillis() {
    long now = 1_795_290_898_000L + nanos / 1_000_000;
    nanos += readingNanos;
    return now;
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }

  @Override
  public boolean waitUntil(long until) {
    if (waitedUntil.size() == waitsBeforeStop) {
      return false;
    }
    waitedUntil.add(until);
    nanos = Math.max(nanos, until);
    return true;
  }
}
