package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private static final Instant TO = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "6, 15, 15000",
    "24, 15, 15000",
    "25, 15, 60000",
    "168, 120, 120000",
    "400, 15, 300000"
  })
  void of_longerRanges_areCoarser(int hours, long scrapeSeconds, long stepMillis) {
    Steps steps = Steps.of(settings(hours), reading("node", Optional.of(scrapeSeconds * 1000)));

    assertThat(steps.rangeMillis()).isEqualTo(stepMillis);
    assertThat(steps.historyMillis()).isEqualTo(300_000);
  }

  @Test
  void of_stepAskedFor_isTaken() {
    PrometheusSettings settings = settings(400).withStep(Duration.ofSeconds(30));

    Steps steps = Steps.of(settings, reading("node", Optional.of(15_000L)));

    assertThat(steps.rangeMillis()).isEqualTo(30_000);
    assertThat(steps.reason(settings, reading("node", Optional.empty()))).isEqualTo("as asked for");
  }

  @Test
  void of_profileWithAnInterval_isNeverFiner() {
    PrometheusSettings settings = settings(1).withStep(Duration.ofSeconds(30));

    assertThat(Steps.of(settings, reading("cloudwatch", Optional.of(60_000L))).rangeMillis())
        .isEqualTo(300_000);
  }

  @Test
  void of_unknownScrapeInterval_is15Seconds() {
    assertThat(Steps.of(settings(1), reading("node", Optional.empty())).rangeMillis())
        .isEqualTo(15_000);
  }

  @Test
  void interval_ofRawSamples_isTheUsualOneNearTheirMedianDistance() {
    assertThat(ScrapeInterval.interval(List.of(3L, 15_010L, 29_990L, 120_000L))).contains(15_000L);
    assertThat(ScrapeInterval.interval(List.of(0L, 980L, 2_020L))).contains(1_000L);
    assertThat(ScrapeInterval.interval(List.of(0L, 45_200L, 90_000L))).contains(45_000L);
    assertThat(ScrapeInterval.interval(List.of(0L, 300_400L))).contains(300_000L);
  }

  @Test
  void interval_ofOneSample_isUnknown() {
    assertThat(ScrapeInterval.interval(List.of(5L))).isEmpty();
    assertThat(ScrapeInterval.interval(List.of())).isEmpty();
  }

  @Test
  void settings_thatContradictThemselves_areRefused() {
    assertThatThrownBy(() -> PrometheusSettings.of(TO, TO))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> settings(1).withStep(Duration.ZERO))
        .isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> settings(1).withHistory(Duration.ofDays(31)))
        .isInstanceOf(SourceException.class);
  }

  private static PrometheusSettings settings(int hours) {
    return PrometheusSettings.of(TO.minus(Duration.ofHours(hours)), TO);
  }

  private static ProfileReading reading(String name, Optional<Long> scrapeMillis) {
    Profile profile = Profiles.chosen(name);
    return new ProfileReading(
        profile,
        List.of(),
        List.of(),
        new WorkloadNames(profile.workload()),
        scrapeMillis,
        new SeriesLoad(1, 1));
  }
}
