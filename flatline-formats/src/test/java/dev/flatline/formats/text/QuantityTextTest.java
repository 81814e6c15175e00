package dev.flatline.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.telemetry.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.9974, SHARE, 0.997",
    "0.0123, RATIO, 0.0123",
    "0.00001234, RATIO, 1.23e-05",
    "-0.2, RATIO, -0.2",
    "0, RATIO, 0",
    "0.3, CORES, 0.3 cores",
    "999, BYTES, 999 B",
    "999.9, BYTES, 1 kB",
    "12345678, BYTES_PER_SECOND, 12.3 MB/s",
    "12.25, PACKETS_PER_SECOND, 12.3 packets/s",
    "250, WATTS, 250 W",
    "1234567, COUNT, '1,234,567'",
    "2.5, COUNT, 2.5",
    "1260, SECONDS, 21 min",
    "0.25, SECONDS, 0.25 s",
    "412, DAYS, 412 days",
    "1, DAYS, 1 day",
    "1795290898896, EPOCH_MILLIS, 2026-11-21 19:54:58 UTC",
    "18, DECIBANS, +18.0 dB",
    "NaN, DECIBANS, not defined",
    "NaN, EPOCH_MILLIS, not defined",
    "Infinity, DAYS, infinite",
    "-Infinity, DAYS, -infinite",
  })
  void of_valueAndUnit_isReadable(double value, Unit unit, String text) {
    assertThat(QuantityText.of(value, unit)).isEqualTo(text);
  }

  @Test
  void of_namedValue_putsItsNameInWords() {
    assertThat(QuantityText.of(new NamedValue("return_period", 412, Unit.DAYS)))
        .isEqualTo("return period 412 days");
  }

  @Test
  void likelihoodRatio_decibans_isTheirPowerOfTen() {
    assertThat(QuantityText.likelihoodRatio(18)).isEqualTo("63 times");
  }

  @ParameterizedTest
  @CsvSource({"0.97, 97 %", "0.999, > 99 %", "0.001, < 1 %", "NaN, not defined", "0.01, 1 %"})
  void probability_nearCertainty_isNeverRoundedToIt(double probability, String text) {
    assertThat(QuantityText.probability(probability)).isEqualTo(text);
  }
}
