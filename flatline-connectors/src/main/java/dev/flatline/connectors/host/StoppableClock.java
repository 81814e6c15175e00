package dev.flatline.connectors.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The system's time, until somebody says stop. Safe for use by several threads at once.
public final class StoppableClock implements RecordingClock {
  private final CountDownLatch stop = new CountDownLatch(1);

  /// Ends the recording after the reading that is under way.
  public void stop() {
    stop.countDown();
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }

  @Override
  public boolean waitUntil(long nanos) {
    try {
      return !stop.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
