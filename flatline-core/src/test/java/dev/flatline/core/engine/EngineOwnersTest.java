package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Pods that come and go, and what their owner's past makes of them.
class EngineOwnersTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long STEP = 5 * MINUTE;
  private static final long START = 20_000 * DAY;
  private static final long MOVED_IN = START + 25 * DAY + 6 * HOUR;

  private final List<Finding> told = new ArrayList<>();
  private final Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), told::add);

  @Test
  void aMinerInAPodRenamedDaily_isHighAsInOneThatKeepsItsName() {
    calmFleet();
    renamedDaily("Deployment", "cart", MOVED_IN + 6 * HOUR, at -> at < MOVED_IN ? 0.05 : 0.6);
    engine.finish();
    assertThat(worst()).isEqualTo(Severity.HIGH);
    assertThat(told.getFirst().detectedAt().toEpochMilli()).isBetween(MOVED_IN, MOVED_IN + HOUR);
    assertThat(told.getFirst().context())
        .anyMatch(text -> text.matches("judged by the 25 days known of other pods of .*cart.*"));
  }

  @Test
  void aBatchDeploymentRenamedDaily_isNoNewsAfterItsFirstNights() {
    renamedDaily("Deployment", "batch", START + 40 * DAY, at -> at % DAY < 5 * HOUR ? 0.8 : 0.05);
    engine.finish();
    assertThat(told)
        .filteredOn(found -> found.severity().compareTo(Severity.MEDIUM) >= 0)
        .allMatch(found -> found.detectedAt().toEpochMilli() < START + 4 * DAY);
  }

  @Test
  void aNewDeployment_isMediumAtMost() {
    calmFleet();
    renamedDaily("Deployment", "new", START + 3 * DAY, at -> at < START + 2 * DAY ? 0.05 : 0.97);
    engine.finish();
    assertThat(worst()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void aMinerOnAWholeDaemonSet_isHighOnEachPodAndToldTogether() {
    calmFleet();
    for (int pod = 0; pod < 7; pod++) {
      long since = MOVED_IN + pod * MINUTE;
      feed(pod("DaemonSet", "log", pod), START, MOVED_IN + 6 * HOUR, at -> at < since ? 0.05 : 0.6);
    }
    engine.finish();
    Map<String, Finding> last = new HashMap<>();
    told.forEach(found -> last.put(found.workload().name(), found));
    assertThat(last.values()).hasSize(7).extracting(Finding::severity).containsOnly(Severity.HIGH);
    assertThat(last.values())
        .allSatisfy(
            found ->
                assertThat(found.context())
                    .anyMatch(text -> text.matches("7 of 7 pods of DaemonSet shop/log rose .*"))
                    .anyMatch(text -> text.matches("for a miner: .*without a roll-out; .*")));
  }

  @Test
  void aMinerInAnImage_isMediumOnTheNewPodsOfARollOut() {
    calmFleet();
    for (int pod = 0; pod < 3; pod++) {
      feed(pod("Deployment", "cart", pod), START, MOVED_IN, at -> 0.05);
      feed(pod("Deployment", "cart", 10 + pod), MOVED_IN, MOVED_IN + 6 * HOUR, at -> 0.6);
    }
    engine.finish();
    assertThat(worst()).isEqualTo(Severity.MEDIUM);
    assertThat(told.getLast().context())
        .anyMatch(text -> text.startsWith("3 of 3 pods"))
        .anyMatch(text -> text.startsWith("for a deployment or load: all of them rose from their"));
  }

  @Test
  void oneOfManyPods_roseAlone() {
    calmFleet();
    for (int pod = 0; pod < 5; pod++) {
      long since = pod == 0 ? MOVED_IN : Long.MAX_VALUE;
      feed(pod("Deployment", "cart", pod), START, MOVED_IN + 6 * HOUR, at -> at < since ? .05 : .6);
    }
    engine.finish();
    assertThat(told.getLast().context()).anyMatch(text -> text.startsWith("it rose alone of 5"));
  }

  @Test
  void aNightlyCronJob_isNoNewsThoughEachPodIsNew() {
    calmFleet();
    for (int night = 0; night < 40; night++) {
      long begin = START + night * DAY + 2 * HOUR;
      feed(pod("CronJob", "report", night), begin, begin + 2 * HOUR, at -> 0.8);
    }
    engine.finish();
    assertThat(told).allMatch(found -> found.detectedAt().toEpochMilli() < START + 15 * DAY);
  }

  @Test
  void podsThatAreGone_areForgottenAndCounted() {
    LongToDoubleFunction idle = at -> 0.05;
    for (int day = 0; day < 100; day++) {
      long begin = START + day * DAY;
      feed(pod("Deployment", "cart", day), begin, begin + DAY, idle);
      engine.advanceTo(begin + DAY);
    }
    assertThat(engine.coverage()).hasSizeBetween(30, 33);
    assertThat(engine.forgotten()).isEqualTo(100 - engine.coverage().size());
    assertThat(engine.judged() + engine.held()).isEqualTo(engine.received());
    assertThat(engine.fleet().owners().size()).isEqualTo(1);
    engine.advanceTo(START + 200 * DAY);
    assertThat(engine.forgotten()).isEqualTo(100);
    assertThat(engine.fleet().owners().size()).isZero();
    assertThat(engine.judged()).isEqualTo(engine.received());
  }

  @Test
  void whereRoomIsNeeded_theLongestSilentAreForgotten() {
    for (int pod = 0; pod < 10; pod++) {
      long begin = START + pod * HOUR;
      feed(pod("Deployment", "cart", pod), begin, begin + HOUR, at -> 0.5);
    }
    long now = START + 10 * HOUR;
    engine.advanceTo(now);
    assertThat(engine.forgetSilent(10, now)).isFalse();
    assertThat(engine.forgetSilent(8, now)).isTrue();
    assertThat(known()).hasSize(8).doesNotContain(pod(0), pod(1));
    assertThat(engine.forgetSilent(0, now)).isTrue();
    assertThat(known()).as("not silent for six hours").hasSize(6).contains(pod(4), pod(9));
    assertThat(engine.forgetSilent(0, now)).isFalse();
    assertThat(engine.forgotten()).isEqualTo(4);
    assertThat(engine.judged() + engine.held()).isEqualTo(engine.received());
  }

  private List<String> known() {
    return engine.coverage().stream().map(one -> one.workload().name()).toList();
  }

  private static String pod(int number) {
    return pod("Deployment", "cart", number).name();
  }

  @Test
  void ofPodsThatMadeRoom_theOwnerKnowsWhatTheyDid() {
    long born = START + 5 * DAY + 9 * HOUR;
    for (boolean full : new boolean[] {true, false}) {
      List<Finding> mine = new ArrayList<>();
      Engine one = new Engine(EngineSettings.DEFAULT, Policy.none(), mine::add);
      for (int day = 0; day < 6; day++) {
        feed(
            one,
            pod("Deployment", "cart", day),
            START + day * DAY,
            START + day * DAY + HOUR,
            at -> 0.5);
        one.advanceTo(START + day * DAY + 8 * HOUR);
        assertThat(full && one.forgetSilent(0, START + day * DAY + 8 * HOUR)).isEqualTo(full);
      }
      feed(one, pod("Deployment", "cart", 6), born, born + DAY, at -> 0.97);
      one.finish();
      told.addAll(full ? mine : List.of());
      assertThat(mine).isEqualTo(told).isNotEmpty();
    }
  }

  @Test
  void whereRoomIsNeeded_whoMinedIsForgottenOnceItsFindingWasClosed() {
    calmFleet();
    Workload miner = pod("DaemonSet", "log", 0);
    long end = MOVED_IN + 3 * HOUR;
    feed(miner, START, end, at -> at < MOVED_IN ? 0.05 : 0.97);
    engine.advanceTo(end + 5 * HOUR);
    engine.forgetSilent(0, end + 5 * HOUR);
    assertThat(engine.knows(miner.name())).isTrue();
    engine.advanceTo(end + 7 * HOUR);
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
    engine.forgetSilent(0, end + 7 * HOUR);
    assertThat(engine.knows(miner.name())).isFalse();
  }

  @Test
  void whoComesBackAfterItWasForgotten_isJudgedAsAnyNewWorkload() {
    Workload pod = pod("Deployment", "cart", 0);
    for (boolean live : new boolean[] {true, false}) {
      List<Finding> mine = new ArrayList<>();
      Engine one = new Engine(EngineSettings.DEFAULT, Policy.none(), mine::add);
      feed(one, pod, START, START + 5 * DAY, at -> 0.5);
      if (live) {
        one.advanceTo(START + 40 * DAY);
        assertThat(one.forgotten()).isEqualTo(1);
      }
      feed(one, pod, START + 40 * DAY, START + 41 * DAY, at -> 0.97);
      one.finish();
      told.addAll(live ? mine : List.of());
      assertThat(mine).isEqualTo(told).isNotEmpty();
    }
  }

  private Severity worst() {
    return told.stream().map(Finding::severity).max(Severity::compareTo).orElseThrow();
  }

  private void calmFleet() {
    for (int i = 0; i < 20; i++) {
      feed(Workload.named("calm-" + i), START, MOVED_IN + 6 * HOUR, at -> 0.05);
    }
  }

  private void renamedDaily(String kind, String owner, long end, LongToDoubleFunction cpu) {
    for (long begin = START; begin < end; begin += DAY) {
      int day = (int) ((begin - START) / DAY);
      feed(pod(kind, owner, day), begin, Math.min(end, begin + DAY), cpu);
    }
  }

  private static Workload pod(String kind, String owner, int number) {
    return Workload.named("shop/" + kind + '/' + owner + '/' + owner + '-' + number);
  }

  private void feed(Workload workload, long from, long to, LongToDoubleFunction cpu) {
    feed(engine, workload, from, to, cpu);
  }

  private static void feed(
      Engine engine, Workload workload, long from, long to, LongToDoubleFunction cpu) {
    Random random = new Random(workload.name().hashCode());
    for (long at = from; at < to; at += STEP) {
      double noisy = cpu.applyAsDouble(at) * (1 + 0.003 * random.nextGaussian());
      Map<Metric, Double> values =
          Map.of(
              Metric.CPU_UTILIZATION,
              Math.min(1, Math.max(0, noisy)),
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
              1_000 * (1 + 0.2 * random.nextGaussian()));
      engine.accept(new Sample(workload, at, MetricValues.of(values)));
    }
  }
}
