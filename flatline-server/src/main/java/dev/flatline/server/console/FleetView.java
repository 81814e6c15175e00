package dev.flatline.server.console;

import dev.flatline.core.engine.Coverage;
import dev.flatline.server.judge.Judgement;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What is known of each workload, asked of the judging thread at most once in a while, however
/// many pages are open.
public final class FleetView {
  /// Where a workload stands is the mean of half an hour: it does not move faster.
  private static final long FRESH_NANOS = 10_000_000_000L;

  private final Judgement judgement;
  private CompletableFuture<List<Coverage>> last = new CompletableFuture<>();
  private long askedNanos;
  private boolean asked;

  /// Of a judgement.
  public FleetView(Judgement judgement) {
    this.judgement = judgement;
  }

  /// All workloads.
  synchronized CompletableFuture<List<Coverage>> workloads() {
    long now = System.nanoTime();
    if (!asked || now - askedNanos > FRESH_NANOS || last.isCompletedExceptionally()) {
      asked = true;
      askedNanos = now;
      last = judgement.coverage();
    }
    return last;
  }
}
