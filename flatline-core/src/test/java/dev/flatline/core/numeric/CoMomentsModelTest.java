package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoMomentsModelTest {
  private static final double RELATIVE = 1e-9;

  @ParameterizedTest
  @EnumSource
  void add_ofAnyPairs_equalsExactMoments(SeriesKind kind) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int count = 2 + random.nextInt(300);
      double[] x = SeriesKind.UNIFORM.draw(random, count);
      double[] y = kind.draw(random, count);
      double[] sum = new double[CoMoments.WIDTH];
      addAll(sum, x, y, 0, count);
      assertEqualsExact(sum, x, y);
    }
  }

  @Test
  void correlation_ofLines_isOneOrMinusOne() {
    double[] rising = new double[CoMoments.WIDTH];
    double[] falling = new double[CoMoments.WIDTH];
    for (int i = 0; i < 50; i++) {
      CoMoments.add(rising, 0, i, 1e9 + 1e-3 * i);
      CoMoments.add(falling, 0, i, -7.0 * i);
    }
    assertThat(CoMoments.correlation(rising, 0)).isCloseTo(1, within(1e-6)).isLessThanOrEqualTo(1);
    assertThat(CoMoments.correlation(falling, 0)).isCloseTo(-1, within(RELATIVE));
  }

  @Test
  void correlation_ofAnyLine_isNeverAboveOne() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double slope = random.nextGaussian();
      double[] sum = new double[CoMoments.WIDTH];
      for (double x : SeriesKind.UNIFORM.draw(random, 50)) {
        CoMoments.add(sum, 0, x, slope * x + 7);
      }
      assertThat(CoMoments.correlation(sum, 0)).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void correlation_withAConstant_isUndefined() {
    double[] sum = new double[CoMoments.WIDTH];
    for (int i = 0; i < 50; i++) {
      CoMoments.add(sum, 0, i % 7, 0.1 + 0.2);
    }
    assertThat(CoMoments.correlation(sum, 0)).isNaN();
    assertThat(CoMoments.meanY(sum, 0)).isEqualTo(0.1 + 0.2);
  }

  @Test
  void correlation_belowTwoPairs_isUndefined() {
    double[] sum = new double[CoMoments.WIDTH];
    assertThat(CoMoments.correlation(sum, 0)).isNaN();
    assertThat(CoMoments.meanY(sum, 0)).isNaN();
    CoMoments.add(sum, 0, 0.5, 100);
    assertThat(CoMoments.correlation(sum, 0)).isNaN();
  }

  private static void addAll(double[] sum, double[] x, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      CoMoments.add(sum, 0, x[i], y[i]);
    }
  }

  private static void assertEqualsExact(double[] sum, double[] x, double[] y) {
    double meanY = ExactMoments.mean(y);
    double correlation = ExactMoments.correlation(x, y);
    assertThat(CoMoments.count(sum, 0)).isEqualTo(x.length);
    assertThat(CoMoments.meanY(sum, 0)).isCloseTo(meanY, within(RELATIVE * Math.abs(meanY)));
    if (Double.isNaN(correlation)) {
      assertThat(CoMoments.correlation(sum, 0)).isNaN();
    } else {
      assertThat(CoMoments.correlation(sum, 0)).isCloseTo(correlation, within(RELATIVE));
    }
  }
}
