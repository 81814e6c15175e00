package dev.flatline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "160900",
        "0.0047",
        "1.",
        ".5",
        "00.10",
        "9007199254740992",
        "0.1234567890123456"
      })
  void plain_shortUnsignedDecimal_equalsParseDouble(String text) {
    assertThat(plain(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-1",
        "+1",
        "1e3",
        "1.2.3",
        " 1",
        "1 ",
        "NaN",
        "0x1p3",
        "1d",
        "9007199254740993",
        "999999999999999999",
        ".99999999999999999",
        "12345678901234567890",
        "٣"
      })
  void plain_anyOtherText_isLeftToParse(String text) {
    assertThat(plain(text)).isEqualTo(DecimalText.NOT_PLAIN);
  }

  @Test
  void plain_partOfABuffer_readsOnlyThatPart() {
    assertThat(DecimalText.plain("9,0.25,9".toCharArray(), 2, 6)).isEqualTo(0.25);
  }

  @ParameterizedTest
  @CsvSource({
    "-1.5, -1.5",
    "+2, 2",
    "1e3, 1000",
    "1E-3, 0.001",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "1e999, Infinity",
    "nan, NaN",
    "NaN, NaN",
    "-NaN, NaN",
    "+Inf, Infinity",
    "inf, Infinity",
    "-INF, -Infinity",
    "-Infinity, -Infinity"
  })
  void parse_numberOrItsName_isTheValue(String text, double value) {
    assertThat(DecimalText.parse(text)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-", "1d", "2f", "0x1p3", "1,5", "1 2", "e5", "1e", "null", "--1"})
  void parse_noNumber_isEmpty(String text) {
    assertThat(DecimalText.parse(text)).isEmpty();
  }

  private static double plain(String text) {
    return DecimalText.plain(text.toCharArray(), 0, text.length());
  }
}
