package dev.flatline.server.console;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.judge.Judgement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What is known of each workload, asked of the judging thread at most once in a while, however
/// many pages are open. While that thread is busy, pages show what it said before.
public final class FleetView {
  /// Where a workload stands is the mean of half an hour: it does not move faster. But the first
  /// workloads come soon after the start.
  private static final long FRESH_NANOS = 10_000_000_000L;

  /// What takes no longer seems immediate (Nielsen, Usability Engineering, 1993, 5.5: 0.1 s).
  private static final long PATIENCE_MILLIS = 100;

  private final Judgement judgement;
  private final Clock clock;
  private CompletableFuture<Seen> asked = CompletableFuture.completedFuture(Seen.NOTHING);
  private Seen seen = Seen.NOTHING;
  private long askedNanos = System.nanoTime() - FRESH_NANOS;

  /// Of a judgement.
  ///
  /// @param clock that says as of when it is
  public FleetView(Judgement judgement, Clock clock) {
    this.judgement = judgement;
    this.clock = clock;
  }

  /// What is known of each workload.
  ///
  /// @param at when it was
  record Seen(Instant at, List<Coverage> workloads) {
    private static final Seen NOTHING = new Seen(Instant.EPOCH, List.of());

    private Seen only(WorkloadSelection visible) {
      return new Seen(
          at, workloads.stream().filter(one -> visible.contains(one.workload())).toList());
    }

    /// The line that says when it was.
    Element asOf() {
      return Element.of("p", "note").text("As of " + TimeText.second(at) + " UTC");
    }
  }

  /// All workloads that the sender of the request on this thread may see.
  CompletableFuture<Seen> workloads() {
    WorkloadSelection visible = RequestWorkloads.here();
    return visible.isEverything()
        ? all()
        : all()
            .thenApplyAsync(
                all -> all.only(visible), ServiceRequestContext.current().blockingTaskExecutor());
  }

  /// Asks for nobody, so that the next page has something to show while the judgement is busy. Does
  /// not wait.
  public synchronized void look() {
    long now = System.nanoTime();
    boolean fresh = now - askedNanos < FRESH_NANOS && !seen.workloads().isEmpty();
    if (asked.isDone() && !fresh) {
      askedNanos = now;
      asked = judgement.coverage().thenApply(known -> new Seen(clock.instant(), known));
      CompletableFuture<Void> unused = asked.thenAccept(this::know);
    }
  }

  private synchronized CompletableFuture<Seen> all() {
    look();
    return seen.workloads().isEmpty()
        ? asked.copy()
        : asked.copy().completeOnTimeout(seen, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void know(Seen told) {
    seen = told;
  }
}
