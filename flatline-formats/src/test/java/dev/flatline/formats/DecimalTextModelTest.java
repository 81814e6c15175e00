package dev.flatline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Equal to [Double#parseDouble], to the last bit.
class DecimalTextModelTest {
  private static final int NUMBERS = 200_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plain_randomDecimals_equalParseDouble(long seed) {
    Random random = new Random(seed);
    int plain = 0;
    for (int i = 0; i < NUMBERS; i++) {
      String text = decimal(random);
      double read = DecimalText.plain(text.toCharArray(), 0, text.length());
      if (read != DecimalText.NOT_PLAIN) {
        plain++;
        assertSame(Double.parseDouble(text), read, text);
      }
    }
    assertThat(plain).as("numbers read without a string").isGreaterThan(NUMBERS / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void parse_whatJavaWrites_isTheSameDouble(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < NUMBERS; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      String text = Double.toString(value);
      assertSame(value, DecimalText.parse(text).orElseThrow(), text);
    }
  }

  /// AssertJ only where it is needed: it takes longer than what is tested.
  private static void assertSame(double expected, double actual, String text) {
    if (Double.compare(expected, actual) != 0) {
      assertThat(actual).as(text).isEqualTo(expected);
    }
  }

  private static String decimal(Random random) {
    int digits = 1 + random.nextInt(18);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    if (random.nextInt(4) > 0) {
      text.insert(random.nextInt(digits + 1), '.');
    }
    return random.nextInt(50) == 0
        ? new BigDecimal(text.toString()).movePointLeft(random.nextInt(30)).toString()
        : text.toString();
  }
}
