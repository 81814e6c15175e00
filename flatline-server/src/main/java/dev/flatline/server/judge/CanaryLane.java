package dev.flatline.server.judge;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Judges the series of a canary on the thread that judges the fleet, with the same settings and
/// the same policy, by an engine of its own: nothing of it is in the fleet's past. The name under
/// which a canary is sent is its secret: it is new each time, and no other name of its kind is
/// taken.
public final class CanaryLane {
  /// How names begin that only a canary may have.
  public static final String RESERVED = "flatline-canary/";

  private final EngineSettings settings;
  private final Policy policy;
  private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();
  private @Nullable Flight landing;
  private long judged;

  CanaryLane(EngineSettings settings, Policy policy) {
    this.settings = settings;
    this.policy = policy;
  }

  /// One canary under way.
  private static final class Flight {
    private final String workload;
    private final Engine engine;
    private final List<Finding> findings = new ArrayList<>();
    private final CompletableFuture<List<Finding>> found = new CompletableFuture<>();
    private long newestMillis = Long.MIN_VALUE;

    Flight(String workload, EngineSettings settings, Policy policy) {
      this.workload = workload;
      this.engine = new Engine(settings, policy, findings::add);
    }
  }

  /// Waits for the samples of one canary, which come in one batch; the one before it is waited for
  /// no more.
  ///
  /// @param workload a name that nobody else knows, beginning with [#RESERVED]
  /// @return what was found in them, each change of a finding, once they were judged
  public Future<List<Finding>> expect(String workload) {
    Flight next = new Flight(workload, settings, policy);
    flight.set(next);
    return next.found;
  }

  /// Whether a sample has a name that only a canary may have.
  public static boolean isReserved(Sample sample) {
    return sample.workload().name().startsWith(RESERVED);
  }

  /// Takes a sample, on the thread that judges.
  ///
  /// @return whether it is one of the canary that is waited for
  boolean accept(Sample sample) {
    Flight now = flight.get();
    if (now == null || !now.workload.equals(sample.workload().name())) {
      return false;
    }
    landing = now;
    judged++;
    now.newestMillis = Math.max(now.newestMillis, sample.atMillis());
    try {
      now.engine.accept(sample);
    } catch (RuntimeException e) {
      now.found.completeExceptionally(e);
    }
    return true;
  }

  /// Judges what came of a canary, if anything did.
  void judge() {
    Flight all = landing;
    if (all == null) {
      return;
    }
    landing = null;
    flight.compareAndSet(all, null);
    try {
      all.engine.advanceTo(all.newestMillis);
      all.found.complete(List.copyOf(all.findings));
    } catch (RuntimeException e) {
      all.found.completeExceptionally(e);
    }
  }

  /// How many samples of canaries were judged.
  long judged() {
    return judged;
  }
}
