package dev.flatline.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets SIGINT and SIGTERM end a server in good order: the JVM's shutdown waits until what came is
/// judged and the state is written.
final class ServeEnd implements AutoCloseable {
  /// Writing the state of a million workloads takes four seconds; a disk that hangs must not keep
  /// the process for ever.
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  private ServeEnd() {}

  /// Begins to listen.
  static ServeEnd onSignal() {
    ServeEnd end = new ServeEnd();
    Runtime.getRuntime().addShutdownHook(new Thread(end::askAndWait, "end-of-serving"));
    return end;
  }

  /// Until someone asks for the end.
  void await() throws InterruptedException {
    asked.await();
  }

  /// Everything is written: a shutdown need not wait any longer.
  @Override
  public void close() {
    done.countDown();
  }

  private void askAndWait() {
    asked.countDown();
    try {
      done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
