package dev.flatline.server.recent;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.telemetry.Sample;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every workload did lately, and the pictures of findings that are made of it. Whoever judges
/// hands samples and findings over and never waits; all else happens on a thread of its own.
public final class Recent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recent.class);

  /// Ten hours of 200,000 workloads with a sample every 15 s, seven days of 12,000.
  static final long MOST_BYTES = 1L << 30;

  /// The oftener, the smaller the blocks; what waits is lost in a crash like what is in memory.
  private static final Duration WRITE_EVERY = Duration.ofSeconds(30);

  private static final Duration LAST_PICTURES = Duration.ofSeconds(10);

  private static final long TICK_SECONDS = 1;

  private final Recorder recorder;
  private final Pictures pictures;
  private final Clock clock;
  private final Runnable drawn;
  private final ScheduledExecutorService thread;
  private long writtenMillis;
  private boolean lookedBack;

  private Recent(Recorder recorder, Pictures pictures, Clock clock, Runnable drawn) {
    this.recorder = recorder;
    this.pictures = pictures;
    this.clock = clock;
    this.drawn = drawn;
    this.writtenMillis = clock.millis();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("recent").factory());
  }

  /// What is remembered in a folder.
  ///
  /// @param folder the data folder
  /// @param findings those whose pictures are made
  /// @param store where pictures are kept
  /// @param clock the server's own
  /// @param drawn is run each time that pictures were made
  public static Recent of(
      Path folder, FindingStore findings, SeriesStore store, Clock clock, Runnable drawn) {
    RecentFile file = new RecentFile(folder.resolve("recent.db"), MOST_BYTES);
    return new Recent(
        new Recorder(file, clock.millis()), new Pictures(findings, store), clock, drawn);
  }

  /// Begins to write, and to make pictures.
  public void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  /// A sample that a workload had, of a time that servers trust.
  public void take(Sample sample) {
    recorder.add(sample);
  }

  /// Findings that are in the store as they are now.
  public void changed(Collection<Finding> findings) {
    pictures.change(findings);
  }

  /// What became of all that.
  public RecentCounts counts() {
    return recorder.counts(pictures.drawn());
  }

  /// Writes what is in memory and makes the pictures that wait, as far as it gets in ten seconds:
  /// the others are made at the next start.
  @Override
  public void close() {
    thread.close();
    recorder.writeAll();
    long until = System.nanoTime() + LAST_PICTURES.toNanos();
    while (pictures.isWaiting() && System.nanoTime() < until && pictures.draw(recorder)) {}
  }

  /// A failure that left here would end the ticking in silence.
  private void tick() {
    try {
      lookBack();
      long now = clock.millis();
      if (now - writtenMillis >= WRITE_EVERY.toMillis()
          || 4 * recorder.waiting() > Recorder.MOST_WAITING) {
        writtenMillis = now;
        recorder.write(now);
      }
      draw();
    } catch (RuntimeException e) {
      LOG.error("what workloads did could not be kept, nor pictures of findings made of it", e);
    }
  }

  private void lookBack() {
    if (!lookedBack) {
      try {
        pictures.changeObserved(clock.instant().minus(Recorder.KEPT));
        lookedBack = true;
      } catch (RuntimeException e) {
        LOG.debug("pictures of what was found before wait: {}", e.getMessage());
      }
    }
  }

  private void draw() {
    if (pictures.isWaiting() && pictures.draw(recorder)) {
      drawn.run();
    }
  }
}
