package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
    "30m, 1800000, 30m",
    "1h30m, 5400000, 90m",
    "60m, 3600000, 1h",
    "90s, 90000, 90s",
    "1d12h, 129600000, 36h",
    "1w, 604800000, 168h",
    "500ms, 500, 500ms",
    "1m500ms, 60500, 60500ms",
    "2000ms, 2000, 2s",
    "0s, 0, 0s",
    "0, 0, 0s"
  })
  void parse_readsWhatPrometheusReads(String text, long millis, String canonical) {
    PrometheusDuration duration = PrometheusDuration.parse(text);
    assertThat(duration.value()).hasMillis(millis);
    assertThat(duration).hasToString(canonical);
    assertThat(PrometheusDuration.parse(canonical)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "30 m",
        "m30",
        "PT30M",
        "30m1h",
        "5ms1s",
        "-5m",
        "1.5h",
        "99999999999999999999s",
        "9223372036854775807w",
        "9223372037s"
      })
  void parse_ofAnythingElse_saysWhatItRead(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
