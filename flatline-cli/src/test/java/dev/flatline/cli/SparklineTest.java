package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final double NAN = Double.NaN;

  @Test
  void of_shares_risesFromEmptyToFull() {
    double[] shares = {0, 0.13, 0.26, 0.38, 0.51, 0.63, 0.76, 1};

    assertThat(Sparkline.of(shares, 8, true)).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(Sparkline.of(shares, 8, false)).isEqualTo("_.-=+*#@");
  }

  @Test
  void of_gap_isASpaceAndNotZero() {
    assertThat(Sparkline.of(new double[] {0, NAN, NAN, 1}, 4, true)).isEqualTo("▁  █");
  }

  @Test
  void of_longCourse_averagesWhatWasMeasured() {
    assertThat(Sparkline.of(new double[] {0, 1, NAN, 1, NAN, NAN}, 3, true)).isEqualTo("▅█ ");
  }

  @Test
  void of_shortCourse_isNotStretched() {
    assertThat(Sparkline.of(new double[] {1}, 24, true)).isEqualTo("█");
    assertThat(Sparkline.of(new double[] {}, 24, true)).isEmpty();
  }

  @Test
  void of_sharesOutOfRange_stayInside() {
    double[] shares = {-1, 1.19, 2, Double.POSITIVE_INFINITY};

    assertThat(Sparkline.of(shares, 4, true)).isEqualTo("▁███");
  }

  @Test
  void of_noRoom_isEmpty() {
    double[] shares = new double[64];
    Arrays.fill(shares, 1);

    assertThat(Sparkline.of(shares, 0, true)).isEmpty();
  }
}
