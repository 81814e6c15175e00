package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/// What of a hunt was not seen: in gaps of a workload, and where a whole source was blind.
class BlindTimesTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = 480_000 * HOUR;
  private static final long END = START + 48 * HOUR;
  private static final int WORKLOADS = 40;

  private final Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});

  @Test
  void allSilentButOne_isTheSourcesBlindTime() {
    for (int i = 0; i < WORKLOADS; i++) {
      boolean alive = i == 7;
      feed("vm-" + i, START, END, 5, at -> alive || !within(at, 20, 23));
    }
    assertThat(engine.blindTimes(END))
        .containsExactly(
            new BlindTime(START + 20 * HOUR, START + 23 * HOUR, WORKLOADS - 1, WORKLOADS, false));
  }

  @Test
  void tenthOfTheFleetThatGoesOn_isNoBlindSource() {
    for (int i = 0; i < WORKLOADS; i++) {
      boolean alive = i % 10 == 0;
      feed("vm-" + i, START, END, 5, at -> alive || !within(at, 20, 23));
    }
    assertThat(engine.blindTimes(END)).isEmpty();
  }

  @Test
  void gapsOfEachAtItsOwnTime_areTheWorkloads() {
    for (int i = 0; i < WORKLOADS; i++) {
      int begin = i;
      feed("vm-" + i, START, END, 5, at -> !within(at, begin, begin + 2) && !within(at, 45, 46));
    }
    assertThat(engine.blindTimes(END)).hasSize(1);
    Coverage.Gaps gaps = coverage("vm-3").gaps();
    assertThat(gaps)
        .isEqualTo(
            new Coverage.Gaps(
                2, 3 * HOUR + 10 * MINUTE, START + 3 * HOUR - 5 * MINUTE, 2 * HOUR + 5 * MINUTE));
  }

  @Test
  void pauseUpToTheLongestGap_isNone() {
    feed("vm", START, END, 5, at -> !within(at, 20, 20) || at % HOUR >= 10 * MINUTE);
    assertThat(coverage("vm").gaps()).isEqualTo(Coverage.Gaps.NONE);
    assertThat(engine.blindTimes(END)).isEmpty();
  }

  @Test
  void metricThatSaysNothingOfTheCpu_doesNotFillAGap() {
    feed("vm", START, END, 5, at -> !within(at, 20, 23));
    Engine beside = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});
    for (long at = START; at < END; at += 5 * MINUTE) {
      Metric metric = within(at, 20, 23) ? Metric.PROCESSES : Metric.CPU_UTILIZATION;
      beside.accept(sample("vm", at, metric));
    }
    beside.finish();
    assertThat(beside.coverage().getFirst().gaps()).isEqualTo(coverage("vm").gaps());
    assertThat(beside.blindTimes(END)).isEqualTo(engine.blindTimes(END)).hasSize(1);
  }

  @Test
  void sourceThatStops_isBlindSinceThen() {
    for (int i = 0; i < WORKLOADS; i++) {
      feed("vm-" + i, START, i == 0 ? END : START + 30 * HOUR, 5, at -> true);
    }
    feed("job", START, START + 3 * HOUR, 5, at -> true);
    assertThat(engine.blindTimes(END))
        .containsExactly(new BlindTime(START + 30 * HOUR, END, WORKLOADS - 1, WORKLOADS, true));
  }

  @Test
  void sourceThatStopsBeforeTheEndOfWhatWasAsked_isBlindSinceThen() {
    feed("a", START, START + 30 * HOUR, 5, at -> true);
    assertThat(engine.blindTimes(START + 30 * HOUR)).isEmpty();
    assertThat(engine.blindTimes(END))
        .containsExactly(new BlindTime(START + 30 * HOUR, END, 1, 1, true));
  }

  @Test
  void sourceThatTellsEveryHour_isCoarseAndNotBlind() {
    for (int i = 0; i < WORKLOADS; i++) {
      feed("vm-" + i, START, END, 60, at -> true);
    }
    assertThat(engine.blindTimes(END)).isEmpty();
  }

  @Test
  void timesFarApart_areGivenUpAndNotKept() {
    feed("old", 0, HOUR, 5, at -> true);
    feed("new", START, END, 5, at -> !within(at, 20, 23));
    assertThat(engine.blindTimes(END)).isEmpty();
    assertThat(coverage("new").gaps().count()).isEqualTo(1);
  }

  @Test
  void nothing_isNeverBlind() {
    assertThat(engine.blindTimes(END)).isEmpty();
  }

  private static boolean within(long at, int fromHour, int toHour) {
    long hour = (at - START) / HOUR;
    return hour >= fromHour && hour < Math.max(toHour, fromHour + 1);
  }

  private Coverage coverage(String name) {
    return engine.coverage().stream()
        .filter(one -> one.workload().equals(Workload.named(name)))
        .findFirst()
        .orElseThrow();
  }

  private void feed(String name, long from, long to, int minutes, LongPredicate told) {
    for (long at = from; at < to; at += minutes * MINUTE) {
      if (told.test(at)) {
        engine.accept(sample(name, at, Metric.CPU_UTILIZATION));
      }
    }
    engine.advanceTo(END);
  }

  private static Sample sample(String name, long at, Metric metric) {
    return new Sample(Workload.named(name), at, MetricValues.of(metric, 0.3));
  }
}
