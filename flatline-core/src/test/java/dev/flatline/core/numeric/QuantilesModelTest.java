package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesModelTest {

  @Test
  void ofSorted_equalsInterpolatedEmpiricalQuantile() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double[] sorted = SeriesKind.UNIFORM.draw(random, 1 + random.nextInt(40));
      Arrays.sort(sorted);
      double p = random.nextDouble();
      assertThat(Quantiles.ofSorted(sorted, sorted.length, p))
          .isCloseTo(naive(sorted, p), within(1e-12));
    }
  }

  @Test
  void ofSorted_atEndsAndMiddle_isSmallestLargestMedian() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(Quantiles.ofSorted(sorted, 4, 0)).isEqualTo(1);
    assertThat(Quantiles.ofSorted(sorted, 4, 1)).isEqualTo(8);
    assertThat(Quantiles.ofSorted(sorted, 4, 0.5)).isEqualTo(3);
  }

  @Test
  void ofSorted_looksOnlyAtTheCount() {
    double[] sorted = {1, 2, 3, 99, 100};
    assertThat(Quantiles.ofSorted(sorted, 3, 1)).isEqualTo(3);
  }

  @Test
  void ofSorted_ofNothing_isUndefined() {
    assertThat(Quantiles.ofSorted(new double[3], 0, 0.5)).isNaN();
  }

  /// The piecewise linear curve through (i / (n − 1), x_i), searched from the left.
  private static double naive(double[] sorted, double p) {
    int last = sorted.length - 1;
    for (int i = 0; i < last; i++) {
      double left = (double) i / last;
      double right = (double) (i + 1) / last;
      if (p <= right) {
        return sorted[i] + (p - left) / (right - left) * (sorted[i + 1] - sorted[i]);
      }
    }
    return sorted[last];
  }
}
