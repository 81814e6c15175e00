package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MomentsModelTest {
  private static final double RELATIVE = 1e-9;

  @ParameterizedTest
  @EnumSource
  void add_ofAnySeries_equalsExactMoments(SeriesKind kind) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[] series = kind.draw(random, 1 + random.nextInt(500));
      assertEqualsExact(sumOf(series, 0, series.length), series);
    }
  }

  @ParameterizedTest
  @EnumSource
  void merge_ofRandomPartition_equalsExactMoments(SeriesKind kind) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      SeriesKind other = SeriesKind.values()[random.nextInt(SeriesKind.values().length)];
      double[] series = kind.drawThen(other, random, 1 + random.nextInt(500));
      double[] merged = new double[Moments.WIDTH];
      for (int from = 0; from < series.length; ) {
        int to = Math.min(series.length, from + random.nextInt(40));
        Moments.merge(merged, 0, sumOf(series, from, to), 0);
        from = to;
      }
      assertEqualsExact(merged, series);
    }
  }

  @Test
  void merge_ofConstantParts_hasNoVarianceAtAll() {
    double[] constant = new double[100];
    Arrays.fill(constant, 0.1 + 0.2);
    double[] merged = sumOf(constant, 0, 33);
    Moments.merge(merged, 0, sumOf(constant, 33, 100), 0);
    assertThat(Moments.variance(merged, 0)).isZero();
    assertThat(Moments.mean(merged, 0)).isEqualTo(0.1 + 0.2);
  }

  @Test
  void slices_sideBySide_doNotTouchEachOther() {
    double[] cells = new double[3 * Moments.WIDTH];
    Moments.add(cells, Moments.WIDTH, 5);
    Moments.add(cells, Moments.WIDTH, 7);
    assertThat(Moments.count(cells, Moments.WIDTH)).isEqualTo(2);
    assertThat(Moments.count(cells, 0)).isZero();
    assertThat(Moments.count(cells, 2 * Moments.WIDTH)).isZero();
  }

  @Test
  void meanAndVariance_ofNothing_areUndefined() {
    double[] empty = new double[Moments.WIDTH];
    Moments.merge(empty, 0, new double[Moments.WIDTH], 0);
    assertThat(Moments.mean(empty, 0)).isNaN();
    assertThat(Moments.variance(empty, 0)).isNaN();
  }

  @Test
  void variance_ofOneValue_isZero() {
    double[] one = sumOf(new double[] {1e9}, 0, 1);
    assertThat(Moments.variance(one, 0)).isZero();
  }

  private static double[] sumOf(double[] series, int from, int to) {
    double[] sum = new double[Moments.WIDTH];
    for (int i = from; i < to; i++) {
      Moments.add(sum, 0, series[i]);
    }
    return sum;
  }

  private static void assertEqualsExact(double[] sum, double[] series) {
    double mean = ExactMoments.mean(series);
    double variance = ExactMoments.variance(series);
    assertThat(Moments.count(sum, 0)).isEqualTo(series.length);
    assertThat(Moments.mean(sum, 0)).isCloseTo(mean, within(RELATIVE * Math.abs(mean)));
    assertThat(Moments.variance(sum, 0)).isCloseTo(variance, within(RELATIVE * variance));
  }
}
