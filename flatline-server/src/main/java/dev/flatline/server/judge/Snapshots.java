package dev.flatline.server.judge;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSnapshot;
import dev.flatline.core.finding.JudgedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the state of an engine now and then, while it goes on: a few workloads at a time, in a
/// lull if there are any, as they were when the snapshot began, and forced to the disk by a thread
/// of its own. No sample waits for that longer than for one part. Of the thread that judges.
final class Snapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /// Workloads written at a time: about 2 ms, at 4 µs each (docs/evaluation.md).
  private static final int PART = 500;

  /// A lull is waited for by this part of the interval, before it begins and while it is written.
  private static final int PATIENCE = 10;

  private final SnapshotFolder folder;
  private final JudgedStore store;
  private final long everyNanos;
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("snapshot").factory());
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile SnapshotCounts counts;
  private long begunNanos;
  private @Nullable UnderWay underWay;

  /// @param every how often one is begun
  /// @param clock says when one was written
  /// @param nanos a clock as [System#nanoTime]
  Snapshots(
      SnapshotFolder folder, JudgedStore store, Duration every, Clock clock, LongSupplier nanos) {
    this.folder = folder;
    this.store = store;
    this.everyNanos = every.toNanos();
    this.clock = clock;
    this.counts = new SnapshotCounts(0, 0, folder.newestWritten(), Optional.empty());
    this.nanos = nanos;
    this.begunNanos = nanos.getAsLong();
  }

  /// One that is being written, and then forced to the disk.
  private static final class UnderWay {
    private final SnapshotWriter writer;
    private final EngineSnapshot state;
    private final boolean marked;
    private @Nullable CompletableFuture<Void> forced;

    UnderWay(SnapshotWriter writer, EngineSnapshot state, boolean marked) {
      this.writer = writer;
      this.state = state;
      this.marked = marked;
    }
  }

  /// What became of them. For any thread.
  SnapshotCounts counts() {
    return counts;
  }

  /// Whether there is something to be written, so that nobody should wait for samples.
  boolean isWriting() {
    return underWay != null && underWay.forced == null;
  }

  /// Does what is due, for some milliseconds at most.
  ///
  /// @param whole whether all findings of this state are in the store: what was told before the
  ///     snapshot is never told again after it
  void advance(Engine engine, Reached reached, Lull lull, boolean whole) {
    UnderWay now = underWay;
    long sinceNanos = nanos.getAsLong() - begunNanos;
    long patienceNanos = everyNanos / PATIENCE;
    if (now == null) {
      if (whole && sinceNanos >= (lull.willLast() ? everyNanos : everyNanos + patienceNanos)) {
        begin(engine, reached);
      }
    } else if (now.forced == null) {
      if (lull.isHere() || sinceNanos >= patienceNanos) {
        write(now);
      }
    } else if (now.forced.isDone()) {
      end(now);
    }
  }

  private void begin(Engine engine, Reached reached) {
    begunNanos = nanos.getAsLong();
    boolean marked = mark();
    try {
      SnapshotWriter writer = folder.begin();
      writer.accept(reached.toRecord());
      underWay = new UnderWay(writer, engine.beginSnapshot(writer), marked);
    } catch (IOException e) {
      noteFailure(e);
    }
  }

  private void write(UnderWay now) {
    boolean all = now.state.write(PART);
    if (all || now.writer.hasFailed()) {
      now.state.abandon();
      now.forced = CompletableFuture.runAsync(() -> finish(now), disk);
    }
  }

  /// On the thread of the disk.
  private void finish(UnderWay now) {
    try (SnapshotWriter writer = now.writer) {
      folder.finish(writer);
      forget(now.marked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(UnderWay now) {
    underWay = null;
    try {
      if (now.forced != null) {
        now.forced.get();
        noteWritten();
      }
    } catch (ExecutionException e) {
      noteFailure(e.getCause() instanceof UncheckedIOException io ? io.getCause() : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes all at once, in the place of what may be under way.
  void writeNow(Engine engine, Reached reached) {
    abandon();
    boolean marked = mark();
    try {
      folder.write(engine, reached);
      forget(marked);
      noteWritten();
    } catch (IOException e) {
      noteFailure(e);
    }
  }

  private void abandon() {
    UnderWay now = underWay;
    if (now != null && now.forced == null) {
      now.state.abandon();
      underWay = null;
      close(now.writer);
    } else if (now != null) {
      end(now);
    }
  }

  private static void close(SnapshotWriter writer) {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.debug("what was not finished stays open: {}", e.toString());
    }
  }

  private boolean mark() {
    try {
      store.markMemories();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("what is remembered of workloads is not told apart: {}", e.getMessage());
      return false;
    }
  }

  private void forget(boolean marked) {
    try {
      if (marked) {
        store.forgetMemories();
      }
    } catch (RuntimeException e) {
      LOG.warn("the store remembers more of workloads than it has to: {}", e.getMessage());
    }
  }

  private void noteWritten() {
    counts = counts.plusWritten(clock.instant());
  }

  private void noteFailure(@Nullable Throwable failure) {
    String reason = String.valueOf(failure);
    LOG.error("the state could not be written and stays as it was: {}", reason);
    counts = counts.plusFailure(reason);
  }

  @Override
  public void close() {
    abandon();
    disk.close();
  }
}
