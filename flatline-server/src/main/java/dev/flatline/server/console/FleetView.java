package dev.flatline.server.console;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.judge.Judgement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What is known of each workload, asked of the judging thread at most once in a while, however
/// many pages are open. While that thread is busy, pages show what it said before.
public final class FleetView {
  /// Where a workload stands is the mean of half an hour: it does not move faster.
  private static final long FRESH_NANOS = 10_000_000_000L;

  /// What takes no longer seems immediate (Nielsen, Usability Engineering, 1993, 5.5: 0.1 s).
  private static final long PATIENCE_MILLIS = 100;

  private final Judgement judgement;
  private CompletableFuture<List<Coverage>> asked = CompletableFuture.completedFuture(List.of());
  private List<Coverage> known = List.of();
  private long askedNanos = System.nanoTime() - FRESH_NANOS;

  /// Of a judgement.
  public FleetView(Judgement judgement) {
    this.judgement = judgement;
  }

  /// All workloads that the sender of the request on this thread may see.
  CompletableFuture<List<Coverage>> workloads() {
    WorkloadSelection visible = RequestWorkloads.here();
    return visible.isEverything()
        ? all()
        : all()
            .thenApplyAsync(
                known -> known.stream().filter(one -> visible.contains(one.workload())).toList(),
                ServiceRequestContext.current().blockingTaskExecutor());
  }

  /// Asks for nobody, so that the next page has something to show while the judgement is busy. Does
  /// not wait.
  public synchronized void look() {
    long now = System.nanoTime();
    if (asked.isDone() && now - askedNanos >= FRESH_NANOS) {
      askedNanos = now;
      asked = judgement.coverage();
      CompletableFuture<Void> unused = asked.thenAccept(this::know);
    }
  }

  private synchronized CompletableFuture<List<Coverage>> all() {
    look();
    return known.isEmpty()
        ? asked.copy()
        : asked.copy().completeOnTimeout(known, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void know(List<Coverage> told) {
    known = told;
  }
}
