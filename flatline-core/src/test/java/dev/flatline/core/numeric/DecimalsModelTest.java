package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against [String#format].
class DecimalsModelTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void text_ofAnyNumber_isWhatFormatWrites(int digits) {
    Random random = new Random(digits);
    for (int round = 0; round < 20_000; round++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4);
      assertThat(Decimals.text(value, digits)).isEqualTo(formatted(value, digits));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.001, 0.5, 1, 9.5, 99.9996, 1e9 + 0.25})
  void text_atTheEdges_isWhatFormatWrites(double value) {
    for (int digits = 0; digits <= 3; digits++) {
      assertThat(Decimals.text(value, digits)).isEqualTo(formatted(value, digits));
    }
  }

  @Test
  void text_ofNoNumber_saysSo() {
    assertThat(Decimals.text(Double.NaN, 2)).isEqualTo("NaN");
    assertThat(Decimals.text(Double.NEGATIVE_INFINITY, 2)).isEqualTo("-Infinity");
  }

  private static String formatted(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
