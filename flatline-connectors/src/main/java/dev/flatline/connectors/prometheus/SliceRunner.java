package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.core.telemetry.DropCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Fetches slices two requests at a time and delivers them in their order, while the next one is
/// being fetched.
final class SliceRunner implements AutoCloseable {
  private static final int REQUESTS_AT_ONCE = 2;
  private static final int SLICES_AT_ONCE = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          REQUESTS_AT_ONCE, Thread.ofPlatform().daemon().name("prometheus-", 1).factory());
  private final SliceFetch fetch;
  private final DropCounts drops;
  private final CoverageLog coverage;
  private final Consumer<Slice> unnamed;
  private long delivered;

  /// @param unnamed told of a slice, before it is delivered, that has workloads whose names may
  ///     lack something
  SliceRunner(SliceFetch fetch, DropCounts drops, CoverageLog coverage, Consumer<Slice> unnamed) {
    this.fetch = fetch;
    this.drops = drops;
    this.coverage = coverage;
    this.unnamed = unnamed;
  }

  /// For slices of which all names are looked up.
  static SliceRunner of(SliceFetch fetch, DropCounts drops, CoverageLog coverage) {
    return new SliceRunner(fetch, drops, coverage, slice -> {});
  }

  private record Pending(Slice slice, List<Future<Column>> columns) {}

  /// Fetches and delivers all, and says how many samples that were.
  long run(List<Slice> slices, SampleSink sink, Progress progress) {
    long requests = slices.stream().mapToLong(slice -> slice.asks().size()).sum();
    long done = 0;
    Iterator<Slice> left = slices.iterator();
    Deque<Pending> pending = new ArrayDeque<>();
    while (left.hasNext() || !pending.isEmpty()) {
      while (left.hasNext() && pending.size() < SLICES_AT_ONCE) {
        pending.add(submitted(left.next()));
      }
      Pending next = pending.remove();
      List<Column> columns = new ArrayList<>();
      for (Future<Column> column : next.columns) {
        columns.add(result(column));
        progress.at(++done, requests);
      }
      SliceJoin join = new SliceJoin(next.slice, columns, drops, coverage);
      if (join.lacksNames()) {
        unnamed.accept(next.slice);
      }
      delivered += join.deliver(sink);
    }
    return delivered;
  }

  private Pending submitted(Slice slice) {
    List<Future<Column>> columns = new ArrayList<>();
    for (Ask ask : slice.asks()) {
      columns.add(threads.submit(() -> fetch.fetch(slice, ask)));
    }
    return new Pending(slice, columns);
  }

  private static Column result(Future<Column> column) {
    try {
      return column.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(Reason.TIMEOUT, "interrupted while waiting for an answer", e);
    }
  }

  /// Gives up what is under way.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
