package dev.flatline.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
  @Test
  void minute_anyTime_isUtcToTheMinute() {
    assertThat(TimeText.minute(Instant.parse("2026-11-21T19:21:59Z")))
        .isEqualTo("2026-11-21 19:21");
    assertThat(TimeText.second(Instant.EPOCH)).isEqualTo("1970-01-01 00:00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.35S, 350 ms",
    "PT12S, 12 s",
    "PT44M, 44 min",
    "PT44M3S, 44 min 3 s",
    "PT2H10M59S, 2 h 10 min",
    "P3DT4H, 3 d 4 h",
    "P90D, 90 d",
    "PT-90S, -1 min 30 s",
  })
  void duration_any_isItsTwoLargestUnits(Duration duration, String text) {
    assertThat(TimeText.duration(duration)).isEqualTo(text);
  }
}
