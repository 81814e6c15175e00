package dev.flatline.testkit.ledger;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Feeds a server and reads from it, until it is gone.
final class Exchange implements AutoCloseable {
  /// 150 minutes of event time a second: 30 days last for 100 runs.
  private static final long FEED_EVERY_MILLIS = 7;

  private static final long READ_EVERY_MILLIS = 40;

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final Future<?> feeding;
  private final Future<?> reading;

  private Exchange(URI server, Feeder feeder, FindingReader reader) {
    this.feeding =
        threads.scheduleAtFixedRate(
            () -> feed(server, feeder), 0, FEED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    this.reading =
        threads.scheduleWithFixedDelay(
            () -> read(server, reader), 0, READ_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static Exchange start(URI server, Feeder feeder, FindingReader reader) {
    return new Exchange(server, feeder, reader);
  }

  /// What a task throws ends it.
  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static void feed(URI server, Feeder feeder) {
    try {
      if (!feeder.feed(server)) {
        throw new Gone();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void read(URI server, FindingReader reader) {
    try {
      reader.read(server);
    } catch (IOException e) {
      throw new Gone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until both have noticed that the server is gone.
  void awaitEnd() throws InterruptedException {
    awaitEnd(feeding);
    awaitEnd(reading);
  }

  private static void awaitEnd(Future<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof Gone)) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
