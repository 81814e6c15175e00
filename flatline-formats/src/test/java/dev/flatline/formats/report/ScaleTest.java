package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  private static final Instant EVENING = Instant.parse("2026-11-21T19:21:07Z");

  @ParameterizedTest
  @CsvSource({
    "PT4S, '19:21:07,19:21:08,19:21:09,19:21:10,19:21:11'",
    "PT45M, '19:30,19:40,19:50,20:00'",
    "PT6H, '20:00,22:00,22 Nov'",
    "P1D, '22 Nov,06:00,12:00,18:00'",
    "P7D, '23 Nov,25 Nov,27 Nov'",
    "P90D, '17 Dec,14 Jan,11 Feb'",
  })
  void timeTicks_anySpan_areFewAndRound(Duration span, String labels) {
    List<String> ticks =
        new TimeScale(EVENING.toEpochMilli(), EVENING.plus(span).toEpochMilli())
            .ticks().stream().map(TimeScale.Tick::label).toList();

    assertThat(String.join(",", ticks)).isEqualTo(labels);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 59_000, 86_400_000, 31_536_000_000L, 3_153_600_000_000L})
  void timeTicks_anySpan_areAtMostSevenAndInside(long spanMillis) {
    List<TimeScale.Tick> ticks = new TimeScale(12_345, 12_345 + spanMillis).ticks();

    assertThat(ticks).hasSizeLessThanOrEqualTo(7);
    assertThat(ticks).allSatisfy(tick -> assertThat(tick.share()).isBetween(0.0, 1.0));
  }

  @Test
  void timeLabel_axisOverMidnight_namesTheDay() {
    long at = EVENING.toEpochMilli();

    assertThat(new TimeScale(at, at + 3_600_000).label(EVENING)).isEqualTo("19:21");
    assertThat(new TimeScale(at, at + 36_000_000).label(EVENING)).isEqualTo("21 Nov 19:21");
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "1000, 1000", "1001, 2000", "7e6, 1e7", "2e7, 2e7", "51, 1000"})
  void bytesPerSecond_anyMaximum_endsAtARoundNumber(double greatest, double top) {
    assertThat(ValueScale.ofBytesPerSecond(greatest).top()).isEqualTo(top);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1.19, 1.25", "1.9, 2"})
  void shares_aboveOne_getRoom(double greatest, double top) {
    assertThat(ValueScale.ofShares(greatest).top()).isEqualTo(top);
    assertThat(ValueScale.ofShares(greatest).ticks()).contains(1.0);
  }

  @Test
  void fleetScale_cv_isLogarithmicAndHasAFloor() {
    FleetScale scale = FleetScale.of(List.of(new FleetPoint("a", 0.5, 0.7)));

    assertThat(scale.y(1)).isZero();
    assertThat(scale.y(0.1)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(scale.y(0.001)).isEqualTo(1);
    assertThat(scale.y(0)).isEqualTo(1);
    assertThat(scale.cvTicks()).hasSize(4);
  }

  @Test
  void fleetScale_extremeOrUndefinedPoints_areHeldInside() {
    FleetScale scale =
        FleetScale.of(List.of(new FleetPoint("a", 50, 1e9), new FleetPoint("b", 0, Double.NaN)));

    assertThat(scale.x(50)).isEqualTo(1);
    assertThat(scale.y(1e9)).isZero();
    assertThat(scale.cvTicks()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0%",
    "1, 100%",
    "0.3725, 37.25%",
    "0.4305, 43.05%",
    "0.5, 50%",
    "7, 100%",
    "-1, 0%"
  })
  void percent_share_isWrittenShort(double share, String text) {
    assertThat(Percent.of(share)).isEqualTo(text);
  }
}
