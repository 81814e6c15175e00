package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "PT59S, PT59S,  PT1M,  PT6H,  window",
    "PT30M, PT31M,  PT1M,  PT6H,  dwell",
    "PT30M, PT0S,   PT1M,  PT6H,  dwell",
    "PT30M, PT-15M, PT1M,  PT6H,  dwell",
    "PT30M, PT15M,  PT-1S, PT6H,  lateness",
    "PT30M, PT15M,  PT1M,  PT-1S, merge gap",
  })
  void settings_outOfTheirRange_areRefusedByName(
      Duration window, Duration dwell, Duration lateness, Duration mergeGap, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineSettings(window, dwell, lateness, mergeGap))
        .withMessageContaining(name);
  }

  @Test
  void settings_atTheirLimits_areTaken() {
    Duration least = Duration.ofMinutes(1);
    EngineSettings settings = new EngineSettings(least, least, Duration.ZERO, Duration.ZERO);
    assertThat(settings.window()).isEqualTo(least);
  }

  @Test
  void withWindow_changesTheDwellWithIt() {
    EngineSettings longer = EngineSettings.DEFAULT.withWindow(Duration.ofHours(2));
    assertThat(longer.window()).isEqualTo(Duration.ofHours(2));
    assertThat(longer.leastDwell()).isEqualTo(Duration.ofMinutes(24));
    assertThat(longer.lateness()).isEqualTo(EngineSettings.DEFAULT.lateness());
  }

  @Test
  void default_isThePublishedWindow() {
    assertThat(EngineSettings.DEFAULT.window()).isEqualTo(Duration.ofMinutes(30));
  }
}
