package dev.flatline.connectors.prometheus.live;

import static dev.flatline.connectors.prometheus.live.LiveFixture.T;
import static dev.flatline.core.telemetry.Metric.CPU_CAPACITY_CORES;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSourceTest {
  @TempDir private Path folder;
  private LiveFixture live = new LiveFixture(Profiles.bundled());

  @Test
  void series_thatNoProfileReads_areNotWanted() {
    assertThat(live.source.series(Map.of("__name__", "go_goroutines"))).isEmpty();
    assertThat(live.source.series(Map.of("__name__", "container_memory_working_set_bytes")))
        .isEmpty();
    assertThat(live.source.report().series()).isZero();
  }

  @Test
  void source_ofAProfileThatIsNotUnderstood_saysWhereAndWhy() throws IOException {
    Profile own =
        LiveFixture.own(
            folder, "metrics: {processes: 'sum by ($by) (topk(3, own_processes{$matchers}))'}");

    assertThatThrownBy(() -> new LiveFixture(List.of(own)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("profile own, processes: character 20")
        .hasMessageContaining("`topk` is not understood here");
  }

  @Test
  void samples_beginWithTheFirstStepAndComeEveryInterval() {
    for (int seconds = 5; seconds <= 305; seconds += 30) {
      live.host("a:9100", seconds);
    }
    live.advanceTo(300);

    assertThat(live.samples).allMatch(sample -> sample.workload().name().equals("a:9100"));
    assertThat(live.times()).startsWith(60, 90).endsWith(270, 300).hasSize(9);
    assertThat(live.samples.getLast().values().get(CPU_UTILIZATION)).isBetween(0.24, 0.26);
    assertThat(live.samples.getLast().values().get(CPU_CAPACITY_CORES)).isEqualTo(2);
  }

  @Test
  void advanceTo_beforeTheIntervalIsKnown_losesNothing() {
    live.host("a:9100", 0);
    live.host("a:9100", 15);
    live.advanceTo(15);
    assertThat(live.samples).isEmpty();
    live.host("a:9100", 30);
    live.advanceTo(30);

    assertThat(live.times()).containsExactly(15, 30);
  }

  @Test
  void advanceTo_whereThereIsNoRoom_stopsAfterAStep_andGoesOnWithTheSameSamples() {
    LiveFixture atOnce = new LiveFixture(Profiles.bundled());
    for (int seconds = 0; seconds <= 600; seconds += 15) {
      live.host("a:9100", seconds);
      atOnce.host("a:9100", seconds);
    }
    atOnce.advanceTo(600);

    live.source.advanceTo(LiveFixture.T + 600_000, () -> live.samples.size() < 20);
    assertThat(live.samples).hasSize(20);
    assertThat(live.source.deliveredMillis()).hasValue(live.samples.getLast().atMillis() + 14_999);
    live.source.advanceTo(LiveFixture.T + 700_000, () -> false);
    assertThat(live.samples).hasSize(21);
    live.advanceTo(700);

    assertThat(live.samples).isEqualTo(atOnce.samples);
    assertThat(live.source.deliveredMillis()).hasValue(LiveFixture.T + 600_000);
  }

  @Test
  void deliveredMillis_whileAProfileStarts_promisesNothing() {
    assertThat(live.source.deliveredMillis()).as("no profile applies yet").isEmpty();
    live.host("a:9100", 0);
    live.host("a:9100", 15);
    live.advanceTo(15);
    assertThat(live.source.deliveredMillis()).as("the interval is not known").isEmpty();
    live.host("a:9100", 30);
    live.advanceTo(30);
    assertThat(live.source.deliveredMillis())
        .as("names are waited for")
        .hasValue(LiveFixture.T - 1);
    live.advanceTo(240);
    assertThat(live.source.deliveredMillis()).hasValue(LiveFixture.T - 1);
    live.advanceTo(241);
    assertThat(live.source.deliveredMillis()).hasValue(LiveFixture.T + 241_000);
  }

  @Test
  void samples_areCompleteWhereNoOtherProfileMayTellMoreOfTheirTime() {
    for (int seconds = 0; seconds <= 600; seconds += 15) {
      live.host("a:9100", seconds);
      live.host("b:9100", seconds);
      live.container("db-0", seconds);
      live.push(seconds, 1, LiveFixture.limits("db-0"));
      live.push(seconds, 1, LiveFixture.info("db-0"));
      live.push(seconds, 1, LiveFixture.owner("db-0"));
      live.advanceTo(seconds);
    }
    assertThat(live.samples).anyMatch(sample -> !isHost(sample));
    assertThat(live.complete)
        .as("the two hosts come after the pod, once all names are known")
        .containsExactlyInAnyOrderElementsOf(
            live.samples.stream()
                .filter(LiveSourceTest::isHost)
                .filter(sample -> sample.atMillis() > LiveFixture.T + 240_000)
                .toList());
  }

  @Test
  void samples_ofAProfileThatMayCallTwoWorkloadsTheSame_areNotComplete() throws IOException {
    Profile apart = LiveFixture.own(folder, "metrics: {processes: 'own_processes{$matchers}'}");
    assertThat(new WorkloadNames(apart.workload()).tellsApart()).isTrue();
    assertThat(namesOf("kubernetes").tellsApart()).isTrue();
    assertThat(namesOf("node").tellsApart()).isTrue();
    assertThat(namesOf("otel-host").tellsApart()).as("by job, which the name may lack").isFalse();
    assertThat(namesOf("dcgm").tellsApart()).as("by UUID, which the name lacks").isFalse();
  }

  private static WorkloadNames namesOf(String profile) {
    return new WorkloadNames(Profiles.chosen(profile).workload());
  }

  private static boolean isHost(Sample sample) {
    return sample.workload().name().endsWith(":9100");
  }

  @Test
  void deliveredMillis_ofAProfileThatNeverStarts_isNotHeldUpForLong() {
    live.host("a:9100", 0);
    live.advanceTo(0);
    live.advanceTo(299);
    assertThat(live.source.deliveredMillis()).isEmpty();
    live.advanceTo(300);
    assertThat(live.source.deliveredMillis()).hasValue(LiveFixture.T + 300_000);
  }

  @Test
  void points_inAnyOrder_giveTheSameSamples() {
    for (int seconds = 300; seconds >= 0; seconds -= 15) {
      live.host("a:9100", seconds);
    }
    live.advanceTo(300);
    List<Sample> backwards = live.samples;
    live = new LiveFixture(Profiles.bundled());
    for (int seconds = 0; seconds <= 300; seconds += 15) {
      live.host("a:9100", seconds);
    }
    live.advanceTo(300);

    assertThat(live.samples).hasSize(20).isEqualTo(backwards);
  }

  @ParameterizedTest
  @ValueSource(longs = {400, Long.MAX_VALUE})
  void points_thatComeTooOftenForTheRoom_areThinnedOut_andStillMakeTheirSamples(long mostPoints) {
    live = new LiveFixture(Profiles.bundled(), mostPoints);
    for (int millis = 0; millis <= 200_000; millis += 10) {
      live.hostAt("a:9100", LiveFixture.T + millis);
      if (millis > 60_000) {
        live.source.advanceTo(LiveFixture.T + millis - 60_000);
      }
    }

    Map<Integer, Double> cpu = live.of("a:9100", CPU_UTILIZATION);
    assertThat(cpu.keySet()).contains(60, 80, 100, 120, 140);
    cpu.keySet().removeIf(at -> at < 60);
    assertThat(cpu.values()).as("where it thins out more").allMatch(value -> value > 0.2);
    assertThat(cpu.values().stream().filter(value -> Math.abs(value - 0.25) < 1e-6).count())
        .isGreaterThanOrEqualTo(cpu.size() - 2);
    assertThat(live.source.report().points().thinnedOut()).isPositive();
  }

  @Test
  void points_tooOldOrTooFarAhead_areCountedAndLeftOut() {
    for (int seconds = 0; seconds <= 60; seconds += 15) {
      live.host("a:9100", seconds);
    }
    live.advanceTo(60);
    int before = live.samples.size();
    live.host("a:9100", 60);
    live.host("a:9100", 60 + 3_601);

    assertThat(live.source.report().points().tooOld()).isEqualTo(4);
    assertThat(live.source.report().points().tooFarAhead()).isEqualTo(4);
    live.advanceTo(75);
    assertThat(live.samples).hasSize(before + 1);
  }

  @Test
  void series_thatAreSilent_areForgottenAndTheirHandlesUsedAgain() {
    for (int seconds = 0; seconds <= 1_200; seconds += 15) {
      live.host("a:9100", seconds);
      if (seconds <= 60) {
        live.host("b:9100", seconds);
      }
      live.advanceTo(seconds);
    }

    assertThat(live.forgotten).hasSize(4);
    assertThat(live.source.report().series()).isEqualTo(4);
    assertThat(live.source.report().workloads()).isEqualTo(1);
    live.source.point(live.forgotten.getFirst(), T + 2_000_000, 1);
    assertThat(live.source.report().points().forgotten()).isEqualTo(1);
    live.host("c:9100", 1_215);
    assertThat(live.forgotten).containsAll(live.handlesOf("c:9100"));
  }

  @Test
  void advanceTo_overALongSilence_isQuickAndLosesNothing() {
    for (int seconds = 0; seconds <= 60; seconds += 15) {
      live.host("a:9100", seconds);
    }
    live.advanceTo(60);
    long year = 365 * 86_400;
    live.source.advanceTo(T + year * 1000 - 1);
    for (int seconds = 0; seconds <= 30; seconds += 15) {
      live.hostAt("a:9100", T + year * 1000 + seconds * 1000L);
    }
    live.source.advanceTo(T + year * 1000 + 30_000);

    assertThat(live.samples.stream().filter(s -> s.atMillis() >= T + year * 1000)).hasSize(2);
    assertThat(live.times().stream().filter(at -> at <= 60)).hasSize(4);
  }

  @Test
  void values_thatCannotBe_areCountedByReason() {
    for (int seconds = 0; seconds <= 60; seconds += 15) {
      live.container("p", seconds);
      live.push(seconds, Double.NaN, LiveFixture.memoryOf("p"));
    }
    live.advanceTo(60);

    assertThat(live.source.report().dropped().of(DropReason.NOT_A_NUMBER)).isEqualTo(5);
  }
}
