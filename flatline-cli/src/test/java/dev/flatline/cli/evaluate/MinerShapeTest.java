package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinerShapeTest {
  private static final long MINUTE = 60_000;

  @ParameterizedTest
  @CsvSource({
    "STEADY,         0.2, 600, 12:00, 0.5",
    "RAMP,           0.2, 60,  12:00, 0.25",
    "RAMP,           0.2, 600, 12:00, 0.5",
    "NIGHTS,         0.2, 600, 21:59, 0",
    "NIGHTS,         0.2, 600, 22:00, 0.5",
    "NIGHTS,         0.2, 600, 05:59, 0.5",
    "NIGHTS,         0.2, 600, 06:00, 0",
    "LOAD_FOLLOWING, 0.2, 600, 12:00, 0.3",
    "LOAD_FOLLOWING, 0.7, 600, 12:00, 0",
    "SHORT,          0.2, 19,  12:00, 0.5",
    "SHORT,          0.2, 20,  12:00, 0",
    "SHORT,          0.2, 181, 12:00, 0.5",
  })
  void share_atHalfOfCapacity(
      MinerShape shape, double own, long minutesSinceStart, String time, double share) {
    long at =
        (Long.parseLong(time.substring(0, 2)) * 60 + Long.parseLong(time.substring(3))) * MINUTE;
    assertThat(shape.share(0.5, own, minutesSinceStart * MINUTE, at))
        .isEqualTo(share, org.assertj.core.api.Assertions.within(1e-9));
  }
}
