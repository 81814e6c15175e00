package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.feature.Levels;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Threshold;
import dev.flatline.core.policy.ThresholdOverrides;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long START = 20_000 * DAY;

  private final List<Finding> told = new ArrayList<>();
  private final Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), told::add);

  @Test
  void finish_whileTheBehaviourGoesOn_leavesTheFindingOpen() {
    feed("miner", 2 * DAY, 5 * MINUTE, at -> 0.97);
    engine.finish();
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.OPEN);
    assertThat(told.getLast().lastObserved().toEpochMilli())
        .isEqualTo(START + 2 * DAY - 5 * MINUTE);
  }

  @Test
  void finish_longAfterTheBehaviourEnded_closesTheFinding() {
    feed("miner", 2 * DAY, 5 * MINUTE, at -> at < START + DAY ? 0.97 : 0.05);
    engine.finish();
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
    assertThat(told.getLast().lastObserved().toEpochMilli()).isEqualTo(START + DAY - 5 * MINUTE);
  }

  @Test
  void finish_longAfterAMinerFellSilent_closesTheFinding() {
    feed("miner", DAY, 5 * MINUTE, at -> 0.97);
    feed("web", 2 * DAY, 5 * MINUTE, at -> 0.05);
    engine.finish();
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
  }

  @Test
  void finish_shortlyAfterAMinerFellSilent_leavesTheFindingOpen() {
    feed("miner", 2 * DAY - 5 * HOUR, 5 * MINUTE, at -> 0.97);
    feed("web", 2 * DAY, 5 * MINUTE, at -> 0.05);
    engine.finish();
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.OPEN);
  }

  @Test
  void advanceTo_longAfterAMinerFellSilent_closesTheFindingAtOnce() {
    feed("miner", DAY, 5 * MINUTE, at -> 0.97);
    engine.advanceTo(START + DAY + EngineSettings.DEFAULT.mergeGap().toMillis() + HOUR);
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
    int before = told.size();
    engine.finish();
    assertThat(told).hasSize(before);
  }

  @Test
  void holdAtMost_whereEachWorkloadHoldsMany_boundsThemTogether_andJudgesAll() {
    engine.holdAtMost(100);
    for (long at = START; at < START + MINUTE; at += 100) {
      for (String name : List.of("a", "b", "c")) {
        engine.accept(sample(name, at));
      }
      assertThat(engine.held()).isLessThanOrEqualTo(103);
    }
    engine.accept(sample("a", START + 10_050));
    assertThat(engine.dropped().of(DropReason.LATE)).isEqualTo(1);
    engine.finish();
    assertThat(engine.held()).isZero();
    assertThat(engine.judged()).isEqualTo(3 * 600);
  }

  private static Sample sample(String name, long atMillis) {
    return new Sample(Workload.named(name), atMillis, MetricValues.of(Metric.CPU_UTILIZATION, 0.5));
  }

  @Test
  void finding_isDetectedTheLatenessAfterItsSample() {
    feed("miner", DAY, 5 * MINUTE, at -> 0.97);
    engine.finish();
    Finding opened = told.getFirst();
    assertThat(Duration.between(opened.lastObserved(), opened.detectedAt()))
        .isEqualTo(EngineSettings.DEFAULT.lateness());
  }

  @Test
  void finding_ofAThrottledMiner_risesWhenItIsEstablished() {
    long movedIn = START + 16 * DAY;
    Engine eager = new Engine(EngineSettings.DEFAULT, anythingIsRare(), told::add);
    feed(eager, "vm", 16 * DAY + 3 * HOUR, MINUTE, at -> at < movedIn ? 0.03 : 0.52);
    eager.finish();
    Finding risen = told.getLast();
    assertThat(told.getFirst().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(risen.severity()).isEqualTo(Severity.HIGH);
    assertThat(risen.firstObserved().toEpochMilli()).isEqualTo(movedIn);
    assertThat(Duration.between(risen.firstObserved(), risen.detectedAt()))
        .isEqualTo(Duration.ofHours(2).plus(EngineSettings.DEFAULT.lateness()));
  }

  @Test
  void fleet_ofAnyInterval_countsEachDayOnce() {
    feed("fast", 4 * DAY, 15_000, at -> nightly(at));
    Engine slow = new Engine(EngineSettings.DEFAULT, Policy.none(), told::add);
    feed(slow, "slow", 4 * DAY, 5 * MINUTE, at -> nightly(at));
    assertThat(worthOf(engine)).isCloseTo(worthOf(slow), within(0.02 * worthOf(slow)));
  }

  @Test
  void finishAgainst_itsOwnFleet_tellsTheSameAsFinish() {
    feed("miner", 20 * DAY, 5 * MINUTE, at -> at < START + 18 * DAY ? 0.03 : 0.97);
    engine.finish();
    List<Finding> alone = new ArrayList<>();
    Engine part = new Engine(EngineSettings.DEFAULT, Policy.none(), alone::add);
    feed(part, "miner", 20 * DAY, 5 * MINUTE, at -> at < START + 18 * DAY ? 0.03 : 0.97);
    part.finishAgainst(engine.fleet());
    assertThat(alone).isNotEmpty().isEqualTo(told);
  }

  private Coverage coverageOf(String name) {
    return engine.coverage().stream()
        .filter(one -> one.workload().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void coverage_ofAWorkloadWhoseCpuIsNoLongerMeasured_endsWithIt() {
    feed("vm", HOUR, MINUTE, at -> 0.5);
    for (long at = START + HOUR; at < START + 9 * HOUR; at += MINUTE) {
      engine.accept(sample("vm", at, Map.of(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, 1e3)));
    }
    engine.finish();
    assertThat(coverageOf("vm").lastMillis()).isEqualTo(START + 59 * MINUTE);
    assertThat(coverageOf("vm").samples()).isEqualTo(9 * 60);
  }

  @Test
  void coverage_tellsWhatWasMeasuredAndWhatCouldNotBeJudged() {
    feed("vm", HOUR, MINUTE, at -> 0.5);
    feed("short", 10 * MINUTE, MINUTE, at -> 0.5);
    engine.accept(sample("no-cpu", START, Map.of(Metric.MEMORY_USAGE_BYTES, 1e9)));
    engine.finish();
    assertThat(coverageOf("vm").notJudged()).isEmpty();
    assertThat(coverageOf("vm").samples()).isEqualTo(60);
    assertThat(coverageOf("vm").cpuMean()).isCloseTo(0.5, within(1e-12));
    assertThat(coverageOf("vm").lastMillis()).isEqualTo(START + 59 * MINUTE);
    assertThat(coverageOf("short").notJudged().orElseThrow().name()).isEqualTo("TOO_SHORT");
    assertThat(coverageOf("no-cpu").notJudged().orElseThrow().name()).isEqualTo("NO_CPU");
    assertThat(coverageOf("no-cpu").metrics()).containsExactly(Metric.MEMORY_USAGE_BYTES);
  }

  @Test
  void accept_ofNothing_findsNothing() {
    engine.finish();
    assertThat(told).isEmpty();
    assertThat(engine.coverage()).isEmpty();
  }

  private static Policy anythingIsRare() {
    ThresholdOverrides rare =
        new ThresholdOverrides(
            Map.of(Threshold.RETURN_PERIOD, 1.0, Threshold.YOUNG_RETURN_PERIOD, 1.0));
    return new Policy(
        List.of(), List.of(), new ThresholdPolicy(rare, Map.of(), List.of()), List.of());
  }

  private static double nightly(long at) {
    return at % DAY < 6 * HOUR ? 0.6 : 0.1;
  }

  /// How much the prior of a level rests on, in days.
  private static double worthOf(Engine engine) {
    GammaPoisson prior =
        engine.fleet().priorFor(START / DAY + 5).rate(5, Levels.likeCode(2 * HOUR));
    return prior.rate(0, 0);
  }

  private void feed(String name, long length, long step, LongToDoubleFunction cpu) {
    feed(engine, name, length, step, cpu);
  }

  private static void feed(
      Engine engine, String name, long length, long step, LongToDoubleFunction cpu) {
    for (long at = START; at < START + length; at += step) {
      Map<Metric, Double> values =
          Map.of(
              Metric.CPU_UTILIZATION,
              cpu.applyAsDouble(at),
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
              1_000.0);
      engine.accept(sample(name, at, values));
    }
  }

  private static Sample sample(String name, long at, Map<Metric, Double> values) {
    return new Sample(Workload.named(name), at, MetricValues.of(values));
  }
}
