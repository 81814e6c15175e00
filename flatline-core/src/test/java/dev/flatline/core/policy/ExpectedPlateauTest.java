package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedPlateauTest {
  private static final WorkloadPattern BACKUP = WorkloadPattern.named("backup");

  /// 01:00Z to 04:00Z in winter, give or take 18 minutes.
  private static final ExpectedPlateau NIGHTLY = nightly(Duration.ofMinutes(18));

  @ParameterizedTest
  @CsvSource({
    "01:00, 04:00, true",
    "01:30, 02:00, true",
    "00:42, 04:18, true",
    "00:41, 02:00, false",
    "02:00, 04:19, false",
    "05:00, 05:30, false",
    "00:42, 00:50, true"
  })
  void windowAround_stretchWithinWindowAndTolerance(String from, String to, boolean explained) {
    boolean found = NIGHTLY.windowAround(at(from), at(to)).isPresent();

    assertThat(found).isEqualTo(explained);
  }

  @Test
  void windowAround_noTolerance_isExact() {
    ExpectedPlateau exact = nightly(Duration.ZERO);

    assertThat(exact.windowAround(at("01:00"), at("04:00"))).contains(at("01:00"));
    assertThat(exact.windowAround(at("00:59"), at("04:00"))).isEmpty();
    assertThat(exact.windowAround(at("01:00"), at("04:01"))).isEmpty();
  }

  @Test
  void windowAround_stretchOverTwoWindows_isNotExplained() {
    assertThat(NIGHTLY.windowAround(at("01:00"), at("01:00").plus(Duration.ofHours(26)))).isEmpty();
  }

  @Test
  void windowAround_windowOverAChangeOfClocks_lastsItsDuration() {
    Instant begins = Instant.parse("2026-03-29T01:00:00Z");

    assertThat(NIGHTLY.windowAround(begins, begins.plus(Duration.ofHours(3)))).contains(begins);
    assertThat(NIGHTLY.windowAround(begins, begins.plus(Duration.ofHours(4)))).isEmpty();
  }

  @Test
  void defaultTolerance_isATenth() {
    assertThat(ExpectedPlateau.defaultTolerance(Duration.ofHours(3)))
        .isEqualTo(Duration.ofMinutes(18));
  }

  @Test
  void duration_longerThanTheLongest_isRefused() {
    assertThatThrownBy(() -> plateau(Duration.ofDays(32), Duration.ZERO))
        .hasMessageContaining("PT768H");
    assertThatThrownBy(() -> plateau(Duration.ZERO, Duration.ZERO)).hasMessageContaining("PT0S");
  }

  @Test
  void tolerance_aboveTheDuration_isRefused() {
    assertThatThrownBy(() -> nightly(Duration.ofHours(4))).hasMessageContaining("tolerance PT4H");
    assertThatThrownBy(() -> nightly(Duration.ofHours(-1))).hasMessageContaining("PT-1H");
  }

  private static ExpectedPlateau nightly(Duration tolerance) {
    return plateau(Duration.ofHours(3), tolerance);
  }

  private static ExpectedPlateau plateau(Duration duration, Duration tolerance) {
    CronSchedule atTwo =
        new CronSchedule(CronExpression.parse("0 2 * * *"), ZoneId.of("Europe/Berlin"));
    return new ExpectedPlateau(BACKUP, atTwo, duration, tolerance, "");
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-10T" + time + ":00Z");
  }
}
