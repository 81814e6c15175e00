package dev.flatline.server.judge;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Engine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asks what is known of each workload, of some at a time, in a lull if one comes soon.
final class CoverageQuestion implements Judgement.Question {
  /// Workloads at a time: about 2 ms, at 1 µs each.
  private static final int PART = 2_000;

  /// A burst of samples is over by then.
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final Engine engine;
  private final List<Coverage> known = new ArrayList<>();
  private final CompletableFuture<List<Coverage>> told = new CompletableFuture<>();
  private final LongSupplier nanos;
  private final long askedNanos;
  private @Nullable Iterator<Coverage> left;

  /// @param nanos a clock as [System#nanoTime]
  CoverageQuestion(Engine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
    this.askedNanos = nanos.getAsLong();
  }

  /// The answer.
  CompletableFuture<List<Coverage>> told() {
    return told;
  }

  @Override
  public boolean answer(boolean inLull) {
    if (!inLull && nanos.getAsLong() - askedNanos < PATIENCE_NANOS) {
      return false;
    }
    Iterator<Coverage> workloads = left == null ? engine.coverageOneByOne() : left;
    left = workloads;
    for (int i = 0; i < PART && workloads.hasNext(); i++) {
      known.add(workloads.next());
    }
    boolean all = !workloads.hasNext();
    if (all) {
      told.complete(known);
    }
    return all;
  }
}
