package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalScheduleTest {
  private static final Instant ANCHOR = Instant.parse("2026-01-01T00:30:00Z");
  private static final IntervalSchedule SIX_HOURLY =
      new IntervalSchedule(Duration.ofHours(6), ANCHOR);

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:30:00Z, 2026-01-01T00:30:00Z",
    "2026-01-01T00:30:00.001Z, 2026-01-01T06:30:00Z",
    "2026-01-03T06:30:00Z, 2026-01-03T06:30:00Z",
    "2026-01-03T06:29:59Z, 2026-01-03T06:30:00Z",
    "2025-12-31T18:30:00Z, 2025-12-31T18:30:00Z",
    "2025-12-31T18:29:59Z, 2025-12-31T18:30:00Z",
    "2025-12-31T18:30:01Z, 2026-01-01T00:30:00Z"
  })
  void firstBetween_beforeAndAfterTheAnchor(Instant earliest, Instant expected) {
    assertThat(SIX_HOURLY.firstBetween(earliest, earliest.plusSeconds(21_600))).contains(expected);
    assertThat(SIX_HOURLY.firstBetween(earliest, expected)).contains(expected);
    assertThat(SIX_HOURLY.firstBetween(earliest, expected.minusMillis(1))).isEmpty();
  }

  @Test
  void description_namesIntervalAndAnchor() {
    assertThat(new IntervalSchedule(Duration.ofMinutes(26 * 60 + 30), ANCHOR).description())
        .isEqualTo("every 1d2h30m from 2026-01-01T00:30:00Z");
  }

  @Test
  void every_shorterThanASecond_isRefused() {
    assertThatThrownBy(() -> new IntervalSchedule(Duration.ZERO, ANCHOR))
        .hasMessageContaining("PT0S");
  }
}
