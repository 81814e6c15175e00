package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.prometheus.FakePrometheus.Reply;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the source makes of answers, of refusals and of failures in the middle of a range.
class PrometheusSourceTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final PrometheusSettings HOUR =
      PrometheusSettings.of(FROM, FROM.plus(Duration.ofHours(1))).withHistory(Duration.ZERO);

  private final Collected collected = new Collected();
  private FakePrometheus server;

  @BeforeEach
  void start() throws IOException {
    server = new FakePrometheus("a", "b", "c", "d");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void read_range_givesEachTimeOfEachWorkloadOnce() {
    SourceReport report = read(HOUR);

    assertThat(report.delivered()).isEqualTo(4 * 241);
    assertThat(report.received()).isEqualTo(4 * 241);
    assertThat(collected.names()).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(collected.timesMillis("a")).isSorted().doesNotHaveDuplicates().hasSize(241);
    assertThat(collected.values("a", Metric.CPU_UTILIZATION)).containsOnly(0.125);
  }

  @Test
  void read_inSmallSlices_givesTheSame() {
    read(HOUR, new Limits(17, 1_000_000, 1_000_000));

    assertThat(server.ranges()).allMatch(range -> range.points() <= 17);
    assertThat(collected.timesMillis("b")).isSorted().doesNotHaveDuplicates().hasSize(241);
  }

  @Test
  void read_history_comesFirstAndEndsBeforeTheRange() {
    read(HOUR.withHistory(Duration.ofDays(1)));

    List<Long> times = collected.timesMillis("a");
    assertThat(times).hasSize(288 + 241).isSorted().doesNotHaveDuplicates();
    assertThat(times.get(287)).isEqualTo(FROM.minus(Duration.ofMinutes(5)).toEpochMilli());
    assertThat(times.get(288)).isEqualTo(FROM.toEpochMilli());
    assertThat(server.ranges())
        .filteredOn(
            range -> range.end() < FROM.getEpochSecond() && !range.query().startsWith("count"))
        .noneMatch(range -> range.query().contains("steal") && range.query().contains("/"));
  }

  @Test
  void read_progress_reachesItsTotal() {
    List<Long> done = new ArrayList<>();
    AtomicInteger total = new AtomicInteger();

    new PrometheusSource(PrometheusEndpoint.of(server.url()), HOUR)
        .read(
            collected,
            (at, of) -> {
              done.add(at);
              total.set((int) of);
            });

    assertThat(done).isSorted().doesNotHaveDuplicates();
    assertThat(done.getLast()).isEqualTo(total.get());
  }

  @Test
  void read_refusedAsTooLarge_isHalvedUntilItPasses() {
    server.failing(
        range ->
            range.points() > 50
                ? Optional.of(
                    Reply.error(
                        422,
                        "execution",
                        "query processing would load too many samples into memory"))
                : Optional.empty());

    SourceReport report = read(HOUR);

    assertThat(report.delivered()).isEqualTo(4 * 241);
    assertThat(collected.timesMillis("a")).isSorted().doesNotHaveDuplicates().hasSize(241);
    assertThat(report.notes()).anyMatch(note -> note.startsWith("refused and asked again"));
  }

  @Test
  void read_refusedForTooManySeriesOfOneWorkload_fails() {
    server.failing(range -> Optional.of(Reply.error(422, "execution", "series limit exceeded")));

    assertThat(failure(HOUR))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
              assertThat(failure).hasMessageContaining("series limit exceeded");
            });
  }

  @Test
  void read_refusedForTooManySeries_isDividedByLabels() {
    server.failing(
        range ->
            range.isNarrowed()
                ? Optional.empty()
                : Optional.of(
                    Reply.error(422, "execution", "exceeded series limit: limit 3 violated")));

    SourceReport report = read(HOUR);

    assertThat(report.delivered()).isEqualTo(4 * 241);
    assertThat(server.ranges())
        .anyMatch(range -> range.query().contains("instance=~\"a|b\""))
        .anyMatch(range -> range.query().contains("instance!~\"a|b\""));
  }

  @Test
  void read_refusedAtOnePointOfOneWorkload_fails() {
    server.failing(range -> Optional.of(Reply.error(422, "execution", "too many samples")));

    assertThat(failure(HOUR))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
              assertThat(failure).hasMessageContaining("raise the server's limit");
            });
  }

  @Test
  void read_timeoutInTheMiddleOfARange_isTriedInSmallerPartsAndThenFails() {
    server.stalling(range -> range.end() > FROM.getEpochSecond() + 1_800);

    Optional<SourceException> failure =
        failure(
            new PrometheusSource(
                PrometheusEndpoint.of(server.url()).withTimeout(Duration.ofMillis(1_500)),
                HOUR,
                new Limits(60, 1_000_000, 1_000_000)));

    assertThat(failure).isPresent();
    assertThat(failure.get().reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure.get()).hasMessageContaining("also an eighth of it");
    assertThat(collected.timesMillis("a")).isNotEmpty();
  }

  @Test
  void read_serverErrorInTheMiddle_isTriedAgain() {
    AtomicInteger failures = new AtomicInteger();
    server.failing(
        range ->
            range.start() > FROM.getEpochSecond() && failures.getAndIncrement() == 0
                ? Optional.of(new Reply(503, ""))
                : Optional.empty());

    SourceReport report = read(HOUR, new Limits(121, 1_000_000, 1_000_000));

    assertThat(failures.get()).isPositive();
    assertThat(report.delivered()).isEqualTo(4 * 241);
  }

  @Test
  void read_warnings_areNotedOnceWithTheirNumber() {
    server.failing(
        range ->
            range.query().contains("steal") && range.query().contains("/")
                ? Optional.of(
                    Reply.noted("\"warnings\":[\"store 7 is down\"],\"infos\":[\"no counter\"]"))
                : Optional.empty());

    SourceReport report = read(HOUR, new Limits(121, 1_000_000, 1_000_000));

    assertThat(report.notes())
        .contains("the server warns: store 7 is down (2 times)")
        .contains("the server remarks: no counter (2 times)");
  }

  @Test
  void read_partialAnswers_areNoted() {
    server.failing(
        range ->
            range.query().contains("steal") && range.query().contains("/")
                ? Optional.of(Reply.noted("\"isPartial\":true"))
                : Optional.empty());

    assertThat(read(HOUR).notes())
        .anyMatch(note -> note.startsWith("the server says that a part of the data is missing"));
  }

  @Test
  void read_valuesThatCannotBe_areDroppedAndCounted() {
    server.answering("NaN");

    Optional<SourceException> failure = failure(HOUR);

    assertThat(failure).map(SourceException::reason).contains(Reason.EMPTY);

    server.answering("3.5");
    SourceReport report = read(HOUR);

    assertThat(report.dropped().of(DropReason.SHARE_ABOVE_RANGE)).isPositive();
  }

  @Test
  void read_rangeWithoutData_isEmpty() throws IOException {
    try (FakePrometheus nobody = new FakePrometheus()) {
      assertThat(failure(new PrometheusSource(PrometheusEndpoint.of(nobody.url()), HOUR)))
          .hasValueSatisfying(
              failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.EMPTY);
                assertThat(failure).hasMessageContaining("2026-03-01T00:00:00Z");
              });
    }
  }

  @Test
  void read_profileThatIsNotThere_saysWhatWasLookedFor() {
    assertThat(failure(HOUR.withProfile("windows")))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.EMPTY);
              assertThat(failure).hasMessageContaining("windows (windows_cpu_time_total)");
            });
  }

  @Test
  void read_whereNamesAreRefused_failsWithTheServersWords() {
    server.failingLists(Reply.error(422, "execution", "exceeded the maximum number of series"));

    assertThat(failure(HOUR))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
              assertThat(failure)
                  .hasMessageContaining("exceeded the maximum number of series")
                  .hasMessageContaining("a shorter range");
            });
  }

  @Test
  void read_whereValuesToDivideByAreRefused_fails() {
    server.failing(
        range -> {
          server.failingLists(Reply.error(422, "execution", "exceeded the limit of series"));
          return Optional.of(
              Reply.error(422, "execution", "exceeded the maximum number of series"));
        });

    assertThat(failure(HOUR)).map(SourceException::reason).contains(Reason.REJECTED);
  }

  @Test
  void read_wrongPath_isNotFound() {
    assertThat(
            failure(
                new PrometheusSource(PrometheusEndpoint.of("http://127.0.0.1:1/nothing"), HOUR)))
        .map(SourceException::reason)
        .contains(Reason.UNREACHABLE);
  }

  @Test
  void description_hasNoSecrets() {
    assertThat(
            new PrometheusSource(PrometheusEndpoint.of("http://me:s3cret@prom:9090/x"), HOUR)
                .description())
        .isEqualTo("Prometheus at http://prom:9090/x");
  }

  private SourceReport read(PrometheusSettings settings) {
    return read(settings, Limits.DEFAULT);
  }

  private SourceReport read(PrometheusSettings settings, Limits limits) {
    return new PrometheusSource(PrometheusEndpoint.of(server.url()), settings, limits)
        .read(collected, Progress.NONE);
  }

  private Optional<SourceException> failure(PrometheusSettings settings) {
    return failure(new PrometheusSource(PrometheusEndpoint.of(server.url()), settings));
  }

  private Optional<SourceException> failure(PrometheusSource source) {
    return Optional.ofNullable(
        catchThrowableOfType(SourceException.class, () -> source.read(collected, Progress.NONE)));
  }
}
