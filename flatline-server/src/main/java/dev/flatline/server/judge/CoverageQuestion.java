package dev.flatline.server.judge;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Engine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Asks what is known of each workload, of some at a time.
final class CoverageQuestion implements Judgement.Question {
  /// Workloads at a time: about 2 ms, at 1 µs each.
  private static final int PART = 2_000;

  private final Engine engine;
  private final List<Coverage> known = new ArrayList<>();
  private final CompletableFuture<List<Coverage>> told = new CompletableFuture<>();
  private @Nullable Iterator<Coverage> left;

  CoverageQuestion(Engine engine) {
    this.engine = engine;
  }

  /// The answer.
  CompletableFuture<List<Coverage>> told() {
    return told;
  }

  @Override
  public boolean answer() {
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
