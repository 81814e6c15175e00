package dev.flatline.server.poll;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.net.BackOff;
import dev.flatline.connectors.prometheus.PollingSource;
import dev.flatline.connectors.prometheus.Stretch;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.SampleQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls one server on a thread of its own, for ever: what fails is tried again.
final class Poll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poll.class);

  /// A server that restarts is back in seconds; and at two minutes it is asked twice before those
  /// who wait for it go on without it.
  private static final BackOff BACK_OFF =
      new BackOff(Integer.MAX_VALUE, Duration.ofSeconds(5), Duration.ofMinutes(2));

  private final PolledServer server;
  private final SampleQueue queue;
  private final Clock clock;
  private final Pause pause;
  private final PollPlace place;
  private final PollRecord record;
  private final PollingSource source;
  private final Thread thread;
  private volatile boolean stopping;

  /// Waits.
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /// @param reachedMillis up to when the server was judged; empty where it never was
  Poll(
      PolledServer server,
      OptionalLong reachedMillis,
      SampleQueue queue,
      Clock clock,
      Pause pause) {
    this.server = server;
    this.queue = queue;
    this.clock = clock;
    this.pause = pause;
    long oldestMillis = clock.instant().minus(server.history()).toEpochMilli();
    this.place = new PollPlace(Math.max(oldestMillis, reachedMillis.orElse(oldestMillis)));
    this.record = new PollRecord(server, clock, place.reachedMillis());
    this.source = new PollingSource(server.endpoint(), server.profile());
    this.thread = Thread.ofPlatform().daemon().name("poll-" + server.name()).unstarted(this::run);
  }

  /// Lets others wait for what this one is going to read, and begins.
  void start() {
    queue.offer(Batch.announcing(server.source(), place.reachedMillis()));
    thread.start();
  }

  PollCounts counts() {
    return record.counts(source.requests());
  }

  /// Ends within what is under way; the rest is read after the next start.
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    source.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        pause.sleep(polled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how long to wait before the next time
  private Duration polled() {
    try {
      catchUp();
      long everyMillis = server.every().toMillis();
      return Duration.ofMillis(everyMillis - Math.floorMod(clock.millis(), everyMillis));
    } catch (SourceException e) {
      return waitAfter(e);
    } catch (RuntimeException e) {
      if (!stopping) {
        LOG.error("{} could not be read because of a fault in Flatline", server.name(), e);
      }
      return waitAfter(new SourceException(Reason.MALFORMED, String.valueOf(e), e));
    }
  }

  private Duration waitAfter(SourceException failure) {
    source.lookAnew();
    return stopping
        ? Duration.ZERO
        : BACK_OFF.waitAfter(record.failed(failure), RandomGenerator.getDefault());
  }

  private void catchUp() {
    while (!stopping) {
      Optional<Stretch> next = place.next(source.endMillis(clock.millis(), place.reachedMillis()));
      if (next.isEmpty()) {
        return;
      }
      read(next.get());
    }
  }

  private void read(Stretch stretch) {
    StretchBatches batches = new StretchBatches(server.source(), stretch, queue, clock);
    SourceReport report = source.read(stretch, batches, (done, total) -> batches.answered());
    batches.finish();
    place.reach(stretch);
    record.read(stretch.toMillis(), report);
  }
}
