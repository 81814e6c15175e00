package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneWindowTest {
  private static final long MINUTE = 60_000;
  private static final long START = 29_000_000 * MINUTE;
  private static final double EXACT = 1e-12;

  private final PlaneWindow window = new PlaneWindow(30 * MINUTE);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gap_isThatOfTheMinutesThatMeasuredBoth(int seed) {
    Random random = new Random(seed);
    double[][] sums = new double[90][4];
    for (int second = 0; second < 90 * 60; second += 15) {
      boolean host = random.nextInt(4) > 0;
      boolean processes = second / 600 % 2 == 0 && random.nextInt(3) > 0;
      double[] minute = sums[second / 60];
      double one = random.nextDouble();
      double other = random.nextDouble() * random.nextDouble();
      minute[0] += host ? one : 0;
      minute[1] += host ? 1 : 0;
      minute[2] += processes ? other : 0;
      minute[3] += processes ? 1 : 0;
      add(second * 1_000L, host ? one : Double.NaN, processes ? other : Double.NaN);
    }
    List<Double> differences = new ArrayList<>();
    for (int minute = 60; minute < 90; minute++) {
      double[] of = sums[minute];
      if (of[1] > 0 && of[3] > 0) {
        differences.add(of[0] / of[1] - of[2] / of[3]);
      }
    }
    PlaneGap gap = window.features().gap(Plane.HOST, Plane.PROCESSES);
    assertThat(gap.minutes()).isEqualTo(differences.size());
    assertThat(gap.mean())
        .isCloseTo(
            differences.stream().mapToDouble(one -> one).average().orElseThrow(), within(EXACT));
    PlaneGap other = window.features().gap(Plane.PROCESSES, Plane.HOST);
    assertThat(other.mean()).isCloseTo(-gap.mean(), within(EXACT));
    assertThat(other.median()).isCloseTo(-gap.median(), within(EXACT));
  }

  @Test
  void lasting_isNeitherMadeByOneWildMinuteNorByHalfOfThem() {
    for (int minute = 0; minute < 31; minute++) {
      add(minute * MINUTE, minute == 20 ? 2 : 0.3, 0.3);
    }
    assertThat(window.features().gap(Plane.HOST, Plane.PROCESSES).mean()).isGreaterThan(0.05);
    assertThat(window.features().gap(Plane.HOST, Plane.PROCESSES).lasting()).isZero();
  }

  @Test
  void since_isWhenTheNewestRunOfDifferentMinutesBegan() {
    for (int minute = 0; minute < 60; minute++) {
      add(minute * MINUTE, minute < 42 ? 0.3 : 0.8, 0.3);
    }
    assertThat(window.features().gap(Plane.HOST, Plane.PROCESSES).sinceMillis())
        .isEqualTo(START + 42 * MINUTE);
  }

  @Test
  void add_saysOnceAMinuteThatItIsTimeToJudge() {
    int judged = 0;
    for (int second = 0; second < 3_600; second += 15) {
      judged += add(second * 1_000L, 0.5, 0.5) ? 1 : 0;
    }
    assertThat(judged).isEqualTo(60);
  }

  @Test
  void gapInTelemetry_startsAnew() {
    for (int minute = 0; minute < 40; minute++) {
      add(minute * MINUTE, 0.5, 0.5);
    }
    assertThat(window.isFull()).isTrue();
    add(60 * MINUTE, 0.5, 0.5);
    assertThat(window.isFull()).isFalse();
    assertThat(window.features().gap(Plane.HOST, Plane.PROCESSES).minutes()).isEqualTo(1);
  }

  @Test
  void planesThatWereNeverMeasuredTogether_cannotBeCompared() {
    for (int minute = 0; minute < 40; minute++) {
      add(minute * MINUTE, minute % 2 == 0 ? 0.5 : Double.NaN, minute % 2 == 0 ? Double.NaN : 0.1);
    }
    assertThat(window.features().isComparable()).isFalse();
    assertThat(window.features().mean(Plane.PROCESSES)).isCloseTo(0.1, within(EXACT));
    assertThat(window.features().mean(Plane.HYPERVISOR)).isNaN();
  }

  private boolean add(long sinceStartMillis, double host, double processes) {
    Map<Metric, Double> values =
        Map.of(Metric.CPU_UTILIZATION, host, Metric.CPU_UTILIZATION_OF_PROCESSES, processes);
    return window.add(
        new Sample(Workload.named("host"), START + sinceStartMillis, MetricValues.of(values)));
  }
}
