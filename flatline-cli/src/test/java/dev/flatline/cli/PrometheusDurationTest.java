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
    "30m, 1800, 30m",
    "1h30m, 5400, 90m",
    "60m, 3600, 1h",
    "90s, 90, 90s",
    "1d12h, 129600, 36h",
    "1w, 604800, 168h",
    "0s, 0, 0s",
    "0, 0, 0s"
  })
  void parse_readsWhatPrometheusReads(String text, long seconds, String canonical) {
    PrometheusDuration duration = PrometheusDuration.parse(text);
    assertThat(duration.value()).hasSeconds(seconds);
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
