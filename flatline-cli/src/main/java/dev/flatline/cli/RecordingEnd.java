package dev.flatline.cli;

import dev.flatline.connectors.host.StoppableClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets SIGINT and SIGTERM end a recording in good order: the JVM's shutdown waits until the file
/// is whole and the summary is printed.
final class RecordingEnd implements AutoCloseable {
  /// Longer than a reading of thousands of cgroups on a busy host; a disk that hangs must not keep
  /// the process for ever.
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final StoppableClock clock = new StoppableClock();
  private final CountDownLatch whole = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "end-of-recording");

  private RecordingEnd() {}

  /// Begins to listen.
  static RecordingEnd onSignal() {
    RecordingEnd end = new RecordingEnd();
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /// The clock that a signal stops.
  StoppableClock clock() {
    return clock;
  }

  /// Everything is written: a shutdown need not wait any longer.
  @Override
  public void close() {
    whole.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown is under way: the hook runs and ends by itself.
      return;
    }
  }

  private void stopAndWait() {
    clock.stop();
    try {
      whole.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
