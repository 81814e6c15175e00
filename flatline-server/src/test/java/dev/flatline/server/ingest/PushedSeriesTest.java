package dev.flatline.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Series;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushedSeriesTest {
  private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long STEP = 15_000;
  private static final int SCRAPES = 60;
  private static final ServiceRequestContext SOME =
      ServiceRequestContext.of(HttpRequest.of(HttpMethod.POST, "/"));

  private final SampleQueue queue = new SampleQueue(1000);
  private final PushedSeries pushed =
      new PushedSeries(
          queue,
          Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
          Duration.ofMinutes(1),
          1_000);

  @Test
  void scrapesOfAHost_becomeItsSamples() {
    scrapes(RemoteWriteVersion.V1);
    assertThat(queue.waiting()).isGreaterThan(SCRAPES / 2);
    assertThat(pushed.counts().samples()).isEqualTo(queue.waiting());
  }

  @Test
  void scrapesOfAHost_inVersion2_becomeTheSameSamples() {
    scrapes(RemoteWriteVersion.V2);
    assertThat(queue.waiting()).isGreaterThan(SCRAPES / 2);
  }

  @Test
  void counts_addUp() {
    scrapes(RemoteWriteVersion.V1);
    List<Series> odd = new ArrayList<>();
    odd.add(Series.of(NOW, 1, "__name__", "up", "instance", "a"));
    odd.add(cpu("idle", NOW + 11 * 60_000, 1));
    odd.add(cpu("idle", NOW - 32L * 86_400_000, 1));
    odd.add(cpu("idle", NOW - 30 * 60_000, 1));
    pushed.takeRemoteWrite(RemoteWriteVersion.V1, RemoteWriteBody.v1(odd));
    pushed.takeRemoteWrite(
        RemoteWriteVersion.V1,
        RemoteWriteBody.v1(List.of(Series.of(NOW, 1, "instance", "a"), cpu("idle", 0, 1))));
    PushCounts counts = pushed.counts();
    assertThat(counts.skipped().byReason())
        .isEqualTo(Map.of(SkipReason.NO_NAME, 1L, SkipReason.NO_TIME, 1L));
    assertThat(counts.unwanted()).isEqualTo(1);
    assertThat(counts.series()).as("only of metrics that a profile wants").isEqualTo(2);
    assertThat(counts.refused().of(DropReason.FUTURE)).isEqualTo(1);
    assertThat(counts.refused().of(DropReason.ANCIENT)).isEqualTo(1);
    assertThat(counts.tooOld()).isEqualTo(1);
    assertThat(counts.received()).isEqualTo(2 * SCRAPES + odd.size() + 2);
    assertThat(
            counts.skipped().samples()
                + counts.unwanted()
                + counts.noRoom()
                + counts.refused().rows()
                + counts.tooOld()
                + counts.tooFarAhead()
                + counts.taken())
        .isEqualTo(counts.received());
  }

  @Test
  void counts_ofWhatIsNoPoint_areBesideThePoints() {
    String histogram =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"system.cpu.time",
          "histogram":{"dataPoints":[{},{}]}}]}]}]}
        """;
    pushed.takeOtlp(true, histogram.getBytes(StandardCharsets.UTF_8));
    assertThat(pushed.counts().skipped().of(SkipReason.HISTOGRAM)).isEqualTo(2);
    assertThat(pushed.counts().received()).isZero();
  }

  @Test
  void toPush_whereSamplesWait_isTurnedAwayAndCounted() {
    PushedSeries behind =
        new PushedSeries(
            new SampleQueue(1),
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
            Duration.ofMinutes(1),
            1_000);
    fill(behind, RemoteWriteVersion.V1, 0, SCRAPES / 2);
    behind.advance();
    fill(behind, RemoteWriteVersion.V1, SCRAPES / 2, SCRAPES);
    behind.advance();
    HttpResponse answer = IngestAnswers.toPush(behind, SOME, () -> HttpResponse.of(HttpStatus.OK));
    assertThat(answer.aggregate().join().status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    assertThat(behind.counts().turnedAwayRequests()).isEqualTo(1);
    assertThat(behind.counts().requests()).as("taken").isEqualTo(SCRAPES);
  }

  @Test
  void take_ofWhatIsNoRequest_isRefusedAndCounted() {
    assertThatThrownBy(() -> pushed.takeRemoteWrite(RemoteWriteVersion.V1, new byte[] {1, 2, 3}))
        .isInstanceOf(SeriesDecodeException.class);
    assertThat(pushed.counts().refusedRequests()).isEqualTo(1);
  }

  @Test
  void take_ofMoreSeriesThanThereIsRoomFor_takesTheFirstAndCountsTheOthers() {
    PushedSeries one =
        new PushedSeries(
            queue,
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
            Duration.ofMinutes(1),
            1);
    fill(one, RemoteWriteVersion.V1, 0, SCRAPES);
    PushCounts counts = one.counts();
    assertThat(counts.series()).isEqualTo(1);
    assertThat(counts.taken()).isEqualTo(SCRAPES);
    assertThat(counts.noRoom()).isEqualTo(SCRAPES);
  }

  @Test
  void take_ofSeriesThatAreForgotten_takesThemAnew() {
    long begin = NOW - Duration.ofMinutes(30).toMillis();
    take(cpu("quiet", "idle", begin, 0));
    for (long at = begin; at < NOW; at += STEP) {
      take(cpu("steady", "idle", at, 1));
      pushed.advance();
    }
    take(cpu("quiet", "idle", NOW, 1));

    PushCounts counts = pushed.counts();
    assertThat(counts.series()).isEqualTo(2);
    assertThat(counts.taken()).isEqualTo(counts.received());
  }

  @Test
  void advance_whereTheQueueIsFull_waitsAndLosesNothing() {
    SampleQueue small = new SampleQueue(1);
    PushedSeries behind =
        new PushedSeries(
            small,
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
            Duration.ofMinutes(1),
            1_000);
    fill(behind, RemoteWriteVersion.V1, 0, SCRAPES / 2);
    behind.advance();
    long first = small.waiting();
    assertThat(first).isPositive();
    assertThat(behind.isBehind()).isFalse();
    fill(behind, RemoteWriteVersion.V1, SCRAPES / 2, SCRAPES);
    behind.advance();
    assertThat(behind.isBehind()).isTrue();
    assertThat(small.waiting()).isEqualTo(first);
    assertThat(behind.counts().samples()).isGreaterThan(first);
  }

  @Test
  void advance_throughManySteps_makesNoMoreSamplesThanFindRoomAndThoseOfAStep() {
    int hosts = 600;
    int roomForTheirPast = 10 * hosts;
    SampleQueue small = new SampleQueue(1);
    PushedSeries many =
        new PushedSeries(
            small,
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
            Duration.ofMinutes(1),
            roomForTheirPast);
    for (int i = 0; i < SCRAPES; i++) {
      long at = NOW - (SCRAPES - i) * STEP;
      List<Series> scrape = new ArrayList<>();
      for (int host = 0; host < hosts; host++) {
        scrape.add(cpu("host-" + host, "idle", at, 10 * i));
        scrape.add(cpu("host-" + host, "user", at, 5 * i));
      }
      many.takeRemoteWrite(RemoteWriteVersion.V1, RemoteWriteBody.v1(scrape));
    }
    many.advance();
    assertThat(many.isBehind()).isTrue();
    assertThat(many.counts().samples()).isBetween(20_000L, 20_000L + 9L * hosts);
  }

  private void scrapes(RemoteWriteVersion version) {
    fill(pushed, version, 0, SCRAPES);
    pushed.advance();
  }

  private void take(Series series) {
    pushed.takeRemoteWrite(RemoteWriteVersion.V1, RemoteWriteBody.v1(List.of(series)));
  }

  private static void fill(PushedSeries into, RemoteWriteVersion version, int from, int to) {
    for (int i = from; i < to; i++) {
      long at = NOW - (SCRAPES - i) * STEP;
      List<Series> series = List.of(cpu("idle", at, 10 * i), cpu("user", at, 5 * i));
      into.takeRemoteWrite(
          version,
          version == RemoteWriteVersion.V1
              ? RemoteWriteBody.v1(series)
              : RemoteWriteBody.v2(series));
    }
  }

  private static Series cpu(String mode, long atMillis, double value) {
    return cpu("host:9100", mode, atMillis, value);
  }

  private static Series cpu(String instance, String mode, long atMillis, double value) {
    return Series.of(
        atMillis,
        value,
        "__name__",
        "node_cpu_seconds_total",
        "cpu",
        "0",
        "instance",
        instance,
        "mode",
        mode);
  }
}
