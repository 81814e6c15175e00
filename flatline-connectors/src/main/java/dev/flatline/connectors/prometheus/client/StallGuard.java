package dev.flatline.connectors.prometheus.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Ends the reading of a body from which nothing has come for too long, or which takes ten times as
/// long in all. The time-out of a request covers only the wait for its headers.
final class StallGuard extends FilterInputStream {
  private static final int CHECKS_PER_TIMEOUT = 4;
  private static final int MOST_TIMEOUTS_IN_ALL = 10;

  private final long timeoutNanos;
  private final long startedNanos = System.nanoTime();
  private final ScheduledFuture<?> check;
  private volatile long progressNanos = startedNanos;
  private volatile boolean expired;

  StallGuard(InputStream body, Duration timeout, ScheduledExecutorService timer) {
    super(body);
    timeoutNanos = timeout.toNanos();
    long everyNanos = Math.max(1, timeoutNanos / CHECKS_PER_TIMEOUT);
    check = timer.scheduleWithFixedDelay(this::check, everyNanos, everyNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public int read() throws IOException {
    return progressed(in.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return progressed(in.read(bytes, offset, length));
    } catch (IOException e) {
      throw expired ? timeout() : e;
    }
  }

  @Override
  public void close() throws IOException {
    check.cancel(false);
    super.close();
  }

  private int progressed(int read) throws IOException {
    if (expired) {
      throw timeout();
    }
    progressNanos = System.nanoTime();
    return read;
  }

  private void check() {
    long now = System.nanoTime();
    if (now - progressNanos > timeoutNanos
        || now - startedNanos > MOST_TIMEOUTS_IN_ALL * timeoutNanos) {
      expired = true;
      closeQuietly();
    }
  }

  /// Closing wakes the reader, which then finds that its time is over.
  private void closeQuietly() {
    try {
      in.close();
    } catch (IOException e) {
      // The reader gets its own exception.
      return;
    }
  }

  private static HttpTimeoutException timeout() {
    return new HttpTimeoutException("the answer stalled");
  }
}
