package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.server.judge.Judging.MemoryStore;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementTest {
  private static final List<Sample> MINER =
      Traces.minerMovesIntoWebServer().samples().stream()
          .filter(one -> TrustedTimes.refuse(one.atMillis(), Judging.CLOCK.millis()).isEmpty())
          .toList();
  private static final int PART = 500;

  @TempDir private Path folder;

  private final MemoryStore store = new MemoryStore();
  private final SampleQueue queue = new SampleQueue(100_000);

  @Test
  void aMinerThatMovesIn_isInTheStoreAsAHuntFindsIt() {
    try (Judgement judgement = start()) {
      offer(MINER);
      awaitJudged(judgement, MINER.size());
    }
    assertThat(kept(store)).isEqualTo(hunted());
    assertThat(store.all().getLast().severity()).isEqualTo(Severity.HIGH);
    assertThat(store.all().getLast().status()).isEqualTo(Finding.Status.OPEN);
  }

  @Test
  void witness_seesSamplesOfATimeThatIsTrusted_andFindingsThatTheStoreTook() {
    List<Sample> seen = new ArrayList<>();
    Map<String, Finding> told = new HashMap<>();
    Witness witness =
        new Witness() {
          @Override
          public void taken(Sample sample) {
            seen.add(sample);
          }

          @Override
          public void stored(Collection<Finding> findings) {
            findings.forEach(
                finding -> {
                  assertThat(store.find(finding.id())).contains(finding);
                  told.put(finding.id(), finding);
                });
          }
        };
    Judgement.Settings settings =
        new Judgement.Settings(
            EngineSettings.DEFAULT,
            Policy.none(),
            Judging.CLOCK,
            Duration.ofDays(1),
            Map.of(),
            Integer.MAX_VALUE,
            witness);
    Sample first = MINER.getFirst();
    long future = Judging.CLOCK.millis() + 2 * TrustedTimes.AHEAD_MILLIS;
    try (Judgement judgement =
        Judgement.start(settings, queue, store, new SnapshotFolder(folder))) {
      offer(MINER);
      awaitJudged(judgement, MINER.size());
      offer(List.of(new Sample(first.workload(), future, first.values())));
    }
    assertThat(seen).containsExactlyElementsOf(MINER);
    assertThat(told.values()).containsExactlyInAnyOrderElementsOf(store.all());
  }

  @Test
  void workloadsWithoutRoom_areDroppedAndCounted_andTheOthersGoOn() {
    Judgement.Settings settings =
        new Judgement.Settings(
            EngineSettings.DEFAULT,
            Policy.none(),
            Judging.CLOCK,
            Duration.ofDays(1),
            Map.of(),
            1,
            Witness.NOBODY);
    Workload another = Workload.named("another");
    List<Sample> both = new ArrayList<>();
    MINER.forEach(
        sample -> {
          both.add(sample);
          both.add(new Sample(another, sample.atMillis(), sample.values()));
        });
    try (Judgement judgement =
        Judgement.start(settings, queue, store, new SnapshotFolder(folder))) {
      offer(both);
      await().until(() -> counts(judgement).received() == both.size());
      JudgeCounts counts = counts(judgement);
      assertThat(counts.workloads()).isEqualTo(1);
      assertThat(counts.dropped().of(DropReason.NO_ROOM)).isEqualTo(MINER.size());
      assertThat(counts.judged() + counts.held() + counts.merged() + counts.dropped().rows())
          .isEqualTo(counts.received());
    }
    assertThat(kept(store)).isEqualTo(hunted());
  }

  @Test
  void aSourceOfBeforeTheStart_isHeardWhenItWas_untilItIsAgain() {
    Instant before = Judging.CLOCK.instant().minus(Duration.ofHours(1));
    Judgement.Settings settings =
        new Judgement.Settings(
            EngineSettings.DEFAULT,
            Policy.none(),
            Judging.CLOCK,
            Duration.ofDays(1),
            Map.of("polled", before),
            Integer.MAX_VALUE,
            Witness.NOBODY);
    try (Judgement judgement =
        Judgement.start(settings, queue, store, new SnapshotFolder(folder))) {
      queue.offer(Batch.announcing("polled", before.toEpochMilli()));
      queue.offer(Batch.announcing("new", before.toEpochMilli()));
      await().until(() -> counts(judgement).sources().containsKey("new"));
      assertThat(heardMillis("polled", judgement)).isEqualTo(before.toEpochMilli());
      assertThat(heardMillis("new", judgement)).isEqualTo(Judging.CLOCK.millis());
      queue.offer(new Batch("polled", List.of(), OptionalLong.of(before.toEpochMilli())));
      await().until(() -> heardMillis("polled", judgement) == Judging.CLOCK.millis());
    }
  }

  private static long heardMillis(String source, Judgement judgement) {
    return Objects.requireNonNull(counts(judgement).sources().get(source)).heardMillis();
  }

  @Test
  void aWorkloadThatIsLongGone_makesRoomForAnother() {
    Judgement.Settings settings =
        new Judgement.Settings(
            EngineSettings.DEFAULT,
            Policy.none(),
            Judging.CLOCK,
            Duration.ofDays(1),
            Map.of(),
            1,
            Witness.NOBODY);
    Sample last = MINER.getLast();
    Sample gone = at(last, last.atMillis() - Duration.ofHours(7).toMillis());
    Sample other = new Sample(Workload.named("another"), last.atMillis(), last.values());
    try (Judgement judgement =
        Judgement.start(settings, queue, store, new SnapshotFolder(folder))) {
      queue.offer(new Batch("test", List.of(gone), OptionalLong.of(gone.atMillis())));
      await().until(() -> counts(judgement).judged() == 1);
      queue.offer(new Batch("test", List.of(), OptionalLong.of(other.atMillis() - 1)));
      await().until(() -> counts(judgement).watermarkMillis() == other.atMillis());
      queue.offer(new Batch("test", List.of(other), OptionalLong.of(other.atMillis())));
      await().until(() -> counts(judgement).judged() == 2);
      JudgeCounts counts = counts(judgement);
      assertThat(counts.workloads()).isEqualTo(1);
      assertThat(counts.forgotten()).isEqualTo(1);
      assertThat(counts.dropped().rows()).isZero();
    }
  }

  @Test
  void afterARestart_itGoesOnAsThoughThereHadBeenNone() {
    int restart = MINER.size() - 60;
    try (Judgement judgement = start()) {
      offer(MINER.subList(0, restart));
      awaitJudged(judgement, restart);
    }
    assertThat(store.all()).isNotEmpty();
    try (Judgement judgement = start()) {
      assertThat(counts(judgement).received()).isEqualTo(restart);
      offer(MINER.subList(restart, MINER.size()));
      awaitJudged(judgement, MINER.size());
    }
    assertThat(kept(store)).isEqualTo(hunted());
  }

  @Test
  void afterACrash_aFindingThatWasToldSinceTheSnapshotGoesOnUnderItsId(@TempDir Path empty) {
    int crash = MINER.size() - 60;
    try (Judgement crashed = start()) {
      offer(MINER.subList(0, crash));
      awaitJudged(crashed, crash);
      await().atMost(Duration.ofSeconds(20)).until(() -> !open().isEmpty());
      Finding told = open().getFirst();
      List<Sample> missed = MINER.subList(crash + 3, MINER.size());
      SampleQueue itsQueue = new SampleQueue(missed.size());
      itsQueue.offer(new Batch("test", missed));
      try (Judgement judgement =
          Judgement.start(Judging.SETTINGS, itsQueue, store, new SnapshotFolder(empty))) {
        JudgeCounts counts = counts(judgement);
        assertThat(counts.judged() + counts.held() + counts.merged()).isEqualTo(counts.received());
      }
      assertThat(open()).extracting(Finding::id).containsExactly(told.id());
      assertThat(open().getFirst().lastObserved()).isAfter(told.lastObserved());
    }
  }

  private List<Finding> open() {
    return store.all().stream().filter(one -> one.status() == Finding.Status.OPEN).toList();
  }

  @Test
  void aSnapshot_makesMemoriesOfTheStoreSuperfluous() {
    try (Judgement judgement = start()) {
      offer(MINER);
      awaitJudged(judgement, MINER.size());
      await().until(() -> !store.memories().isEmpty());
    }
    assertThat(store.memories()).isEmpty();
  }

  @Test
  void aSnapshotThatCannotBeWritten_isCounted_untilOneIs() throws IOException {
    Path inTheWay = Files.createDirectory(folder.resolve("state.unfinished.snapshot"));
    Judgement.Settings often =
        new Judgement.Settings(
            EngineSettings.DEFAULT,
            Policy.none(),
            Judging.CLOCK,
            Duration.ofMillis(20),
            Map.of(),
            Integer.MAX_VALUE,
            Witness.NOBODY);
    try (Judgement judgement = Judgement.start(often, queue, store, new SnapshotFolder(folder))) {
      await().until(() -> judgement.snapshots().failures() >= 2);
      assertThat(judgement.snapshots().failing()).get(STRING).contains(inTheWay.toString());
      assertThat(judgement.snapshots().newest()).isEmpty();
      Files.delete(inTheWay);
      await().until(() -> judgement.snapshots().written() > 0);
      assertThat(judgement.snapshots().failing()).isEmpty();
      assertThat(judgement.snapshots().newest()).contains(Judging.CLOCK.instant());
    }
    try (Judgement judgement = start()) {
      assertThat(judgement.snapshots().newest()).isPresent();
    }
  }

  @Test
  void whileTheStoreTakesNothing_nothingIsTakenFromTheQueueAndNothingIsLost() {
    store.fail(true);
    try (Judgement judgement = start()) {
      offer(MINER);
      await().atMost(Duration.ofSeconds(20)).until(() -> !judgement.isWell());
      queue.offer(new Batch("test", MINER.subList(0, PART)));
      await().pollDelay(Duration.ofMillis(300)).until(() -> queue.waiting() >= PART);
      assertThat(counts(judgement).unsaved()).isPositive();
      assertThat(store.all()).isEmpty();
      store.fail(false);
      await().atMost(Duration.ofSeconds(20)).until(() -> judgement.isWell());
      await().atMost(Duration.ofSeconds(20)).until(() -> queue.waiting() == 0);
    }
    assertThat(kept(store)).isEqualTo(hunted());
  }

  @Test
  void samplesOfASourceThatHasGivenEverything_areJudgedWithoutLateness() {
    Sample last = MINER.getLast();
    try (Judgement judgement = start()) {
      queue.offer(new Batch("test", List.of(last), OptionalLong.of(last.atMillis())));
      await().atMost(Duration.ofSeconds(20)).until(() -> counts(judgement).judged() == 1);
      assertThat(counts(judgement).held()).isZero();
      assertThat(counts(judgement).lags()).containsOnlyKeys("test");
    }
  }

  @Test
  void completeSamples_areJudgedAtOnce_whereNoOtherSourceIsBehind() {
    Sample last = MINER.getLast();
    Sample later = at(last, last.atMillis() + 30_000);
    OptionalLong nothingYet = OptionalLong.of(Batch.NOTHING_YET);
    try (Judgement judgement = start()) {
      queue.offer(new Batch("pushed", List.of(last), nothingYet, true));
      await().until(() -> counts(judgement).judged() == 1);
      queue.offer(new Batch("other", List.of(), OptionalLong.of(last.atMillis())));
      queue.offer(new Batch("pushed", List.of(later), nothingYet, true));
      await().until(() -> counts(judgement).received() == 2);
      assertThat(counts(judgement).held()).isEqualTo(1);
      queue.offer(new Batch("other", List.of(), OptionalLong.of(later.atMillis())));
      await().until(() -> counts(judgement).judged() == 2);
    }
  }

  @Test
  void samplesOfASourceThatPromisesNothingYet_areHeld() {
    Sample last = MINER.getLast();
    Sample before =
        new Sample(
            Workload.named("other"),
            last.atMillis() - Duration.ofHours(1).toMillis(),
            last.values());
    try (Judgement judgement = start()) {
      queue.offer(new Batch("test", List.of(last), OptionalLong.of(Batch.NOTHING_YET)));
      queue.offer(new Batch("test", List.of(before), OptionalLong.of(Batch.NOTHING_YET)));
      await().until(() -> counts(judgement).received() == 2);
      assertThat(counts(judgement).held()).isEqualTo(2);
      queue.offer(new Batch("test", List.of(), OptionalLong.of(last.atMillis())));
      await().until(() -> counts(judgement).judged() == 2);
    }
  }

  @Test
  void canaryThatIsAwaitedWhileTheOneBeforeItLands_isTaken() {
    CanaryLane lane = new CanaryLane(EngineSettings.DEFAULT, Policy.none());
    long at = Judging.CLOCK.millis();
    Future<List<Finding>> one = lane.expect(CanaryLane.RESERVED + "one");
    assertThat(lane.accept(reserved("one", at))).isTrue();
    Future<List<Finding>> other = lane.expect(CanaryLane.RESERVED + "other");
    lane.judge();
    assertThat(one).isDone();
    assertThat(lane.accept(reserved("other", at))).isTrue();
    lane.judge();
    assertThat(other).isDone();
  }

  @Test
  void samplesOfAWrongClock_areRefusedAndCounted() {
    Sample last = MINER.getLast();
    long now = Judging.CLOCK.millis();
    List<Sample> wrong =
        List.of(
            at(last, now + TrustedTimes.AHEAD_MILLIS + 1),
            at(last, now - TrustedTimes.BEHIND_MILLIS - 1),
            at(last, now + TrustedTimes.AHEAD_MILLIS));
    try (Judgement judgement = start()) {
      queue.offer(new Batch("test", wrong));
      await().until(() -> counts(judgement).received() == wrong.size());
      JudgeCounts counts = counts(judgement);
      assertThat(counts.dropped().of(DropReason.FUTURE)).isEqualTo(1);
      assertThat(counts.dropped().of(DropReason.ANCIENT)).isEqualTo(1);
      assertThat(counts.judged() + counts.held()).isEqualTo(1);
    }
  }

  @Test
  void samplesThatCallThemselvesACanary_areRefusedAndCounted_unlessTheyAreTheOneThatIsAwaited() {
    long at = Judging.CLOCK.millis();
    List<Sample> claimed = Stream.of("one", "other").map(name -> reserved(name, at)).toList();
    try (Judgement judgement = start()) {
      Future<List<Finding>> found = judgement.canary().expect(CanaryLane.RESERVED + "one");
      queue.offer(new Batch("test", claimed));
      await().until(found::isDone);
      await().until(() -> counts(judgement).received() == claimed.size());
      JudgeCounts counts = counts(judgement);
      assertThat(counts.dropped().of(DropReason.RESERVED)).isEqualTo(1);
      assertThat(counts.judged()).isEqualTo(1);
      assertThat(counts.workloads()).isZero();
      assertThat(counts.watermarkMillis()).isEqualTo(Long.MIN_VALUE);
    }
  }

  private static Sample reserved(String name, long atMillis) {
    return new Sample(
        Workload.named(CanaryLane.RESERVED + name),
        atMillis,
        MetricValues.of(Metric.CPU_UTILIZATION, 0.5));
  }

  @Test
  void counts_ofDisorderAndDuplicates_addUp() {
    List<Sample> all = new ArrayList<>(MINER.subList(0, 2000));
    for (int i = 0; i < 200; i++) {
      all.add(MINER.get(7 * i));
    }
    try (Judgement judgement = start()) {
      offer(all);
      await().until(() -> counts(judgement).received() == all.size());
      JudgeCounts counts = counts(judgement);
      assertThat(counts.judged() + counts.held() + counts.merged() + counts.dropped().rows())
          .isEqualTo(counts.received());
      assertThat(counts.dropped().rows()).isEqualTo(200);
    }
  }

  private Judgement start() {
    return Judgement.start(Judging.SETTINGS, queue, store, new SnapshotFolder(folder));
  }

  private void offer(List<Sample> samples) {
    for (int from = 0; from < samples.size(); from += PART) {
      int to = Math.min(samples.size(), from + PART);
      assertThat(queue.offer(new Batch("test", samples.subList(from, to)))).isTrue();
    }
  }

  private static void awaitJudged(Judgement judgement, long received) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              JudgeCounts counts = counts(judgement);
              return counts.received() == received && counts.judged() >= received - 1;
            });
  }

  private static JudgeCounts counts(Judgement judgement) {
    return judgement.counts().join();
  }

  private static Sample at(Sample sample, long millis) {
    return new Sample(sample.workload(), millis, sample.values());
  }

  /// When each finding was detected, by its id.
  private static Map<String, Instant> hunted() {
    MemoryStore hunted = new MemoryStore();
    Engine engine =
        new Engine(
            Judging.SETTINGS.engine(),
            Judging.SETTINGS.policy(),
            finding -> hunted.save(List.of(finding)));
    MINER.forEach(engine::accept);
    engine.finish();
    return kept(hunted);
  }

  private static Map<String, Instant> kept(MemoryStore store) {
    return store.all().stream().collect(Collectors.toMap(Finding::id, Finding::detectedAt));
  }
}
