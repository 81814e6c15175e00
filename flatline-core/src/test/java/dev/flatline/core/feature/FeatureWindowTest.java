package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.core.window.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureWindowTest {
  private static final Workload VM = Workload.named("vm");
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long WINDOW = 30 * MINUTE;

  private final FeatureWindow window = new FeatureWindow(WINDOW);
  private final List<Long> judgedAt = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 20, 60, 300})
  void add_atSteadySteps_completesEachMinuteAtItsLastSample(int stepSeconds) {
    List<Long> lastOfEachMinute = new ArrayList<>();
    for (long at = 0; at < 2 * WINDOW; at += stepSeconds * SECOND) {
      add(at, 0.5);
      if (at > 0 && (at + stepSeconds * SECOND) / MINUTE != at / MINUTE) {
        lastOfEachMinute.add(at);
      }
    }
    assertThat(judgedAt).isEqualTo(lastOfEachMinute);
  }

  @Test
  void add_atIrregularSteps_completesEachMinuteOnce() {
    for (long at = 0; at < 10 * WINDOW; at += 300 * SECOND) {
      add(at, 0.5);
      add(at + 36 * SECOND, 0.5);
    }
    assertThat(judgedAt).hasSize(60).doesNotHaveDuplicates();
    assertThat(judgedAt.stream().map(at -> at / MINUTE)).doesNotHaveDuplicates();
  }

  @Test
  void add_ofTwoSamplesEarlyInEachMinute_completesEachMinuteWithTheNext() {
    for (long at = 0; at < WINDOW; at += MINUTE) {
      add(at, 0.5);
      add(at + 10 * SECOND, 0.5);
    }
    assertThat(judgedAt).hasSize(29).allMatch(at -> at % MINUTE == 0);
  }

  @Test
  void add_ofAStep_tellsStretchesAndPlateauItsMinute() {
    for (long at = 0; at < 2 * WINDOW; at += 15 * SECOND) {
      add(at, at < WINDOW ? 0.05 : 0.92);
    }
    Stretch stretch = window.stretches().atLeast(0).getFirst();
    assertThat(stretch.level()).isEqualTo(0.90);
    assertThat(stretch.sinceMillis()).isEqualTo(WINDOW);
    assertThat(stretch.untilMillis()).isEqualTo(2 * WINDOW - 15 * SECOND);
    assertThat(features().get(Feature.PLATEAU_ONSET)).isEqualTo((double) WINDOW);
  }

  @Test
  void add_ofANewMinute_doesNotMixItIntoTheOneBefore() {
    add(0, 0.2);
    add(20 * SECOND, 0.4);
    add(MINUTE, 0.9);
    assertThat(window.stretches().reached()).isEqualTo(Levels.reached(0.3));
    assertThat(window.stretches().lastMillis()).isEqualTo(20 * SECOND);
  }

  @Test
  void add_withoutCpu_changesNothing() {
    add(0, 0.5);
    assertThat(window.add(new Sample(VM, 5 * MINUTE, network(100)))).isFalse();
    assertThat(window.lastMillis()).isZero();
    assertThat(window.stretches().reached()).isZero();
  }

  @Test
  void add_afterTheLongestGap_goesOn() {
    add(0, 0.5);
    add(FeatureWindow.LONGEST_GAP_MILLIS, 0.5);
    assertThat(window.observedMillis()).isEqualTo(FeatureWindow.LONGEST_GAP_MILLIS);
    assertThat(window.stretches().longestMillis()).isEqualTo(FeatureWindow.LONGEST_GAP_MILLIS);
  }

  @Test
  void add_afterAGapThatIsBridged_goesOnWithTheStretchInAWindowOfItsOwn() {
    fill(WINDOW, 0.5);
    long later = WINDOW + FeatureWindow.LONGEST_BRIDGE_MILLIS - MINUTE;
    add(later, 0.8);
    add(later + MINUTE, 0.45);
    add(later + 2 * MINUTE, 0.45);
    assertThat(window.observedMillis()).isEqualTo(2 * MINUTE);
    assertThat(window.isFull()).isFalse();
    assertThat(total().samples()).isEqualTo(3);
    assertThat(window.stretches().reached()).isEqualTo(Levels.reached(0.45));
    assertThat(window.stretches().sinceMillis(0)).isZero();
    assertThat(window.stretches().history().observedDays(0))
        .isCloseTo((WINDOW + MINUTE) / (double) LevelHistory.DAY_MILLIS, within(1e-3));
  }

  @Test
  void add_afterMoreThanTheLongestGap_beginsAnew() {
    fill(WINDOW, 0.5);
    long later = WINDOW + FeatureWindow.LONGEST_BRIDGE_MILLIS + 1;
    add(later, 0.8);
    assertThat(window.observedMillis()).isZero();
    assertThat(window.isFull()).isFalse();
    assertThat(window.stretches().reached()).isZero();
    assertThat(total().samples()).isEqualTo(1);
    assertThat(judgedAt).doesNotContain(later);
  }

  @Test
  void add_afterABlindDayNearTheLimit_goesOnWithoutTheDay() {
    fill(WINDOW, 0.97);
    long later = WINDOW + FeatureWindow.LONGEST_BLIND_MILLIS - MINUTE;
    add(later, 0.92);
    add(later + MINUTE, 0.92);
    assertThat(window.stretches().reached()).isEqualTo(Levels.reached(0.92));
    assertThat(window.stretches().sinceMillis(0)).isZero();
    Stretch stretch = window.stretches().atLeast(0).getFirst();
    assertThat(stretch.level()).isEqualTo(0.90);
    assertThat(stretch.durationMillis()).isEqualTo(WINDOW);
    assertThat(stretch.blindMillis()).isEqualTo(later - (WINDOW - MINUTE));
    assertThat(window.stretches().history().observedDays(5))
        .isCloseTo((WINDOW - MINUTE) / (double) LevelHistory.DAY_MILLIS, within(1e-3));
  }

  @Test
  void add_afterABlindDayBelowTheLimit_beginsAnew() {
    fill(WINDOW, 0.97);
    long later = WINDOW + FeatureWindow.LONGEST_BLIND_MILLIS - MINUTE;
    add(later, 0.88);
    add(later + MINUTE, 0.88);
    assertThat(window.stretches().reached()).isEqualTo(Levels.reached(0.88));
    assertThat(window.stretches().sinceMillis(0)).isEqualTo(later);
  }

  @Test
  void add_afterMoreThanABlindDay_beginsAnew() {
    fill(WINDOW, 0.97);
    long later = WINDOW + FeatureWindow.LONGEST_BLIND_MILLIS;
    add(later, 0.97);
    add(later + MINUTE, 0.97);
    assertThat(window.stretches().sinceMillis(0)).isEqualTo(later);
    assertThat(window.stretches().atLeast(0).getFirst().blindMillis()).isZero();
  }

  @Test
  void add_afterAGap_hasRememberedTheStretchBefore() {
    fill(WINDOW, 0.5);
    add(WINDOW + 2 * FeatureWindow.LONGEST_BRIDGE_MILLIS, 0.5);
    int code = Levels.code(WINDOW - MINUTE);
    int level = Levels.reached(0.5) - 1;
    assertThat(window.stretches().history().daysWith(level, code, 0)).isEqualTo(1);
  }

  @Test
  void isFull_giveOrTakeTheSampleThatOpensIt() {
    fill(WINDOW - MINUTE, 0.5);
    assertThat(window.isFull()).isFalse();
    add(WINDOW - MINUTE, 0.5);
    assertThat(window.isFull()).isTrue();
  }

  @Test
  void isFull_ofALongerWindow_givesOrTakesAThirtiethOfIt() {
    FeatureWindow longer = new FeatureWindow(4 * WINDOW);
    for (long at = 0; at < 4 * WINDOW - 4 * MINUTE; at += MINUTE) {
      longer.add(new Sample(VM, at, MetricValues.of(Metric.CPU_UTILIZATION, 0.5)));
      assertThat(longer.isFull()).isFalse();
    }
    long last = 4 * WINDOW - 4 * MINUTE;
    longer.add(new Sample(VM, last, MetricValues.of(Metric.CPU_UTILIZATION, 0.5)));
    assertThat(longer.isFull()).isTrue();
  }

  @Test
  void features_ofAWindow_areThoseOfItsSamples() {
    for (int i = 0; i < 30; i++) {
      Map<Metric, Double> values =
          Map.of(
              Metric.CPU_UTILIZATION, i % 2 == 0 ? 0.4 : 0.6,
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, i % 2 == 0 ? 100.0 : 300.0,
              Metric.DISK_READ_BYTES_PER_SECOND, i % 2 == 0 ? 70.0 : 50.0,
              Metric.CPU_THROTTLED, 0.25,
              Metric.CPU_STEAL, 0.0);
      window.add(new Sample(VM, i * MINUTE, MetricValues.of(values)));
    }
    assertFeature(Feature.CPU_MEAN, 0.5);
    assertFeature(Feature.CPU_DEVIATION, 0.1);
    assertFeature(Feature.CPU_CV, 0.2);
    assertFeature(Feature.CPU_MINUTE_CV, 0.2);
    assertFeature(Feature.CPU_FLOOR, 0.4);
    assertFeature(Feature.CORRELATION_CPU_NETWORK, 1);
    assertFeature(Feature.CORRELATION_CPU_DISK, -1);
    assertFeature(Feature.NETWORK_LEVEL, 200);
    assertFeature(Feature.DISK_LEVEL, 60);
    assertFeature(Feature.THROTTLED_SHARE, 0.25);
    assertFeature(Feature.STEAL_SHARE, 0);
    assertFeature(Feature.CPU_CARRIED_BY_NETWORK, 0.4);
    assertFeature(Feature.CPU_CARRIED_BY_DISK, -1.2);
    assertFeature(Feature.SAMPLES, 30);
  }

  @Test
  void features_ofWhatWasNotMeasured_areUndefined() {
    fill(WINDOW, 0.5);
    Features features = features();
    assertThat(features.has(Feature.NETWORK_LEVEL)).isFalse();
    assertThat(features.has(Feature.DISK_LEVEL)).isFalse();
    assertThat(features.has(Feature.CORRELATION_CPU_NETWORK)).isFalse();
    assertThat(features.has(Feature.THROTTLED_SHARE)).isFalse();
    assertThat(features.has(Feature.STEAL_SHARE)).isFalse();
  }

  @Test
  void flatness_ofAStretch_leavesOutWhatWasBefore() {
    fill(WINDOW / 2, 0.1);
    for (long at = WINDOW / 2; at < WINDOW; at += MINUTE) {
      add(at, 0.9);
    }
    Flatness flatness = window.flatness(WINDOW / 2);
    assertThat(flatness.minuteCv()).isZero();
    assertThat(flatness.dwellMillis()).isEqualTo(WINDOW / 2 - MINUTE);
    assertThat(window.flatness(0).minuteCv()).isGreaterThan(0.5);
  }

  @Test
  void flatness_ofFastSwitching_isInItsRoughnessAlone() {
    for (int i = 0; i < 30 * 60; i++) {
      add(i * SECOND, i % 2 == 0 ? 0.2 : 0.8);
    }
    assertThat(window.flatness(0).minuteCv()).isCloseTo(0, within(1e-12));
    assertThat(window.flatness(0).roughness()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void flatness_ofTooFewMinutes_isNotKnown() {
    fill((FeatureWindow.LEAST_MINUTES - 1) * MINUTE, 0.5);
    assertThat(window.flatness(0).minuteCv()).isNaN();
    assertThat(window.flatness(0).isFlat(1)).isFalse();
    add((FeatureWindow.LEAST_MINUTES - 1) * MINUTE, 0.5);
    assertThat(window.flatness(0).minuteCv()).isZero();
  }

  @Test
  void flatness_ofAnIdleWorkload_isNotKnown() {
    fill(WINDOW, 0);
    assertThat(window.flatness(0).isFlat(1)).isFalse();
  }

  private void assertFeature(Feature feature, double expected) {
    assertThat(features().get(feature)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }

  private Features features() {
    return window.features(total(), window.flatness(0));
  }

  private WindowAggregate total() {
    WindowAggregate total = new WindowAggregate();
    window.total(total);
    return total;
  }

  private void fill(long untilMillis, double cpu) {
    for (long at = 0; at < untilMillis; at += MINUTE) {
      add(at, cpu);
    }
  }

  private void add(long atMillis, double cpu) {
    if (window.add(new Sample(VM, atMillis, MetricValues.of(Metric.CPU_UTILIZATION, cpu)))) {
      judgedAt.add(atMillis);
    }
  }

  private static MetricValues network(double network) {
    return MetricValues.of(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, network);
  }
}
