package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.testkit.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What waits for a lull, and for how long.
class LullTest {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path path;

  private final AtomicLong nanos = new AtomicLong();
  private final Lull lull = new Lull(nanos::get);
  private final Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});

  @Test
  void behindSamples_itBeginsAndGrowsOld() {
    lull.taken();
    assertThat(lull.isHere()).isFalse();
    pass(Duration.ofMillis(200));
    assertThat(lull.isHere()).isTrue();
    assertThat(lull.willLast()).as("another part of a large fleet may come").isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(lull.willLast()).isTrue();
    pass(Duration.ofSeconds(3));
    assertThat(lull.isHere()).isTrue();
    assertThat(lull.willLast()).as("the next burst may come").isFalse();
    lull.taken();
    assertThat(lull.isHere()).isFalse();
  }

  @Test
  void aSnapshot_waitsForALullAndIsWrittenInLulls() {
    SnapshotFolder folder = new SnapshotFolder(path);
    try (Snapshots snapshots = snapshots(folder)) {
      pass(EVERY);
      assertThat(writes(snapshots, true)).isFalse();
      pass(Duration.ofMillis(200));
      assertThat(writes(snapshots, false)).isFalse();
      pass(Duration.ofSeconds(1));
      assertThat(writes(snapshots, false)).isTrue();
      assertThat(writes(snapshots, true)).isTrue();
      pass(Duration.ofMillis(200));
      assertThat(writes(snapshots, false)).isFalse();
      await().until(() -> folder.newest().isPresent());
    }
  }

  @Test
  void aSnapshot_isWrittenAlsoWhereSamplesNeverPause() {
    SnapshotFolder folder = new SnapshotFolder(path);
    try (Snapshots snapshots = snapshots(folder)) {
      pass(EVERY.plus(PATIENCE));
      assertThat(writes(snapshots, true)).isTrue();
      assertThat(writes(snapshots, true)).isTrue();
      pass(PATIENCE);
      assertThat(writes(snapshots, true)).isFalse();
      await().until(() -> folder.newest().isPresent());
    }
  }

  @Test
  void coverage_isAskedInALullOrAfterTwoSeconds() {
    engine.accept(Traces.webServer().samples().getFirst());
    CoverageQuestion question = new CoverageQuestion(engine, nanos::get);
    CompletableFuture<List<Coverage>> told = question.told();
    assertThat(question.answer(false)).isFalse();
    assertThat(told).isNotDone();
    assertThat(question.answer(true)).isTrue();
    assertThat(told).isCompletedWithValueMatching(known -> known.size() == 1);
    CoverageQuestion second = new CoverageQuestion(engine, nanos::get);
    pass(Duration.ofSeconds(2));
    assertThat(second.answer(false)).isTrue();
    assertThat(second.told()).isDone();
  }

  private Snapshots snapshots(SnapshotFolder folder) {
    return new Snapshots(folder, new Judging.MemoryStore(), EVERY, Judging.CLOCK, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// Whether one is being written after a look at it.
  private boolean writes(Snapshots snapshots, boolean amongSamples) {
    if (amongSamples) {
      lull.taken();
    }
    snapshots.advance(engine, new Reached(), lull, true);
    return snapshots.isWriting();
  }
}
