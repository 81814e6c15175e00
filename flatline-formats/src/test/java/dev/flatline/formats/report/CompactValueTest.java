package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CompactValueTest {
  @Test
  void decode_ofAllTwoBytes_risesAndIsEncodedAsTheSame() {
    double before = -1;
    for (int bytes = 0; bytes <= 0xFFFF; bytes++) {
      double value = CompactValue.decode((short) bytes);
      if (!Double.isNaN(value)) {
        assertThat(value).isGreaterThan(before).isFinite();
        assertThat(CompactValue.encode(value) & 0xFFFF).isEqualTo(bytes);
        before = value;
      }
    }
    assertThat(before).isGreaterThan(3e38);
  }

  @Test
  void encode_whatever_isRightToAFiveHundredth() {
    for (double value = 1e-30; value < 1e30; value *= 1.37) {
      assertThat(decoded(value)).isCloseTo(value, within(value / 512));
    }
    assertThat(decoded(0)).isZero();
    assertThat(decoded(1)).isEqualTo(1);
    assertThat(decoded(0.5)).isEqualTo(0.5);
  }

  @Test
  void encode_ofWhatCannotBe_isTheNearest() {
    assertThat(decoded(-1)).isZero();
    assertThat(decoded(1e300)).isEqualTo(decoded(Float.MAX_VALUE)).isFinite();
    assertThat(decoded(Double.POSITIVE_INFINITY)).isFinite();
    assertThat(decoded(Double.NaN)).isNaN();
  }

  private static double decoded(double value) {
    return CompactValue.decode(CompactValue.encode(value));
  }
}
