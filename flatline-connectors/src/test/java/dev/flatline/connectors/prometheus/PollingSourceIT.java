package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.testkit.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stretches of time from a real Prometheus, compared with a hunt over all of it.
class PollingSourceIT {
  private static final Instant FROM = KubernetesFixture.FROM;
  private static final Instant TO = KubernetesFixture.TO;
  private static final Duration TWO_SCRAPES = Duration.ofSeconds(60);

  /// Half an hour before the end a pod begins.
  private static final double LATE_SECONDS = 5.5 * 3600;

  private static final String LATE = "shop/Deployment/late/late-1-x";

  @TempDir private static Path folder;
  private static PrometheusServer server;

  private final Collected polled = new Collected();

  @BeforeAll
  static void load() {
    PrometheusServer.load(
        folder, KubernetesFixture.openMetrics().replace("# EOF\n", "") + late().toString());
    server = PrometheusServer.start(folder, PrometheusServer.SCRAPES_NOTHING);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void stretches_giveTheSamplesOfOneHunt() {
    long historyToMillis = TO.minus(Duration.ofHours(2)).toEpochMilli();
    Collected hunted = new Collected();
    Instant rangeFrom = Instant.ofEpochMilli(historyToMillis + 1);
    new PrometheusSource(
            PrometheusEndpoint.of(server.url()),
            PrometheusSettings.of(rangeFrom, TO.minus(TWO_SCRAPES))
                .withHistory(Duration.between(FROM, rangeFrom)))
        .read(hunted, Progress.NONE);

    try (PollingSource source = source()) {
      long endMillis = source.endMillis(TO.toEpochMilli(), FROM.toEpochMilli());
      assertThat(endMillis).isEqualTo(TO.minus(TWO_SCRAPES).toEpochMilli());
      long atMillis = FROM.toEpochMilli();
      while (atMillis < endMillis) {
        boolean history = atMillis < historyToMillis;
        long mostMillis = history ? 5_000_000 : 417_000;
        long toMillis = Math.min(atMillis + mostMillis, history ? historyToMillis : endMillis);
        source.read(new Stretch(atMillis, toMillis, history), polled, Progress.NONE);
        atMillis = toMillis;
      }
    }

    assertThat(polled.names()).contains(LATE).hasSameElementsAs(hunted.names());
    for (String name : hunted.names()) {
      assertThat(polled.of(name)).as(name).isEqualTo(hunted.of(name));
      assertThat(polled.workload(name)).isEqualTo(hunted.workload(name));
    }
  }

  @Test
  void aPodThatBeganSinceTheLastLook_isLookedUp() {
    long beforeMillis = FROM.plusSeconds((long) LATE_SECONDS - 60).toEpochMilli();
    try (PollingSource source = source()) {
      source.endMillis(beforeMillis, FROM.toEpochMilli());
      long nowMillis = beforeMillis + Duration.ofMinutes(9).toMillis();
      long endMillis = source.endMillis(nowMillis, beforeMillis);

      source.read(new Stretch(beforeMillis, endMillis, false), polled, Progress.NONE);
      assertThat(polled.names()).contains(LATE);

      long requests = source.requests();
      source.read(new Stretch(endMillis, endMillis + 60_000, false), polled, Progress.NONE);
      assertThat(polled.names()).as("no name changes").hasSize(8);
      assertThat(source.requests() - requests).as("nothing is looked up twice").isLessThan(20);
    }
  }

  @Test
  void names_outliveTheNextLook() {
    Duration beforeLate = Duration.ofSeconds((long) LATE_SECONDS - 600);
    long firstMillis = FROM.plus(beforeLate).toEpochMilli();
    try (PollingSource source = source()) {
      long end = source.endMillis(firstMillis, FROM.toEpochMilli());
      source.read(new Stretch(end - 60_000, end, false), polled, Progress.NONE);
      long next = source.endMillis(TO.toEpochMilli(), end);
      source.read(new Stretch(end, next, false), polled, Progress.NONE);
    }

    assertThat(polled.names()).hasSize(8).contains(KubernetesFixture.NIGHTLY, LATE);
  }

  @Test
  void aStretchWithoutSamples_isNoFailure() {
    try (PollingSource source = source()) {
      long endMillis = source.endMillis(TO.toEpochMilli(), FROM.toEpochMilli());
      long laterMillis = endMillis + Duration.ofHours(3).toMillis();

      SourceReport report =
          source.read(new Stretch(laterMillis, laterMillis + 60_000, false), polled, Progress.NONE);

      assertThat(report.delivered()).isZero();
    }
  }

  @Test
  void aServerWithoutAnyKnownExporter_isAFailure() {
    try (PollingSource source = source()) {
      long longAgo = FROM.minus(Duration.ofDays(100)).toEpochMilli();

      SourceException failure =
          catchThrowableOfType(
              SourceException.class, () -> source.endMillis(longAgo, longAgo - 60_000));

      assertThat(failure.reason()).isEqualTo(SourceException.Reason.EMPTY);
    }
  }

  @Test
  void history_hasOnlyWhatAPastIsJudgedBy() {
    try (PollingSource source = source()) {
      source.endMillis(TO.toEpochMilli(), FROM.toEpochMilli());
      source.read(new Stretch(FROM.toEpochMilli(), TO.toEpochMilli(), true), polled, Progress.NONE);
    }

    assertThat(polled.values(KubernetesFixture.CART, Metric.CPU_UTILIZATION)).isNotEmpty();
    assertThat(polled.values(KubernetesFixture.CART, Metric.CPU_THROTTLED)).isEmpty();
    List<Long> times = polled.timesMillis(KubernetesFixture.CART);
    assertThat(times.get(1) - times.get(0)).isEqualTo(300_000);
  }

  private static PollingSource source() {
    return new PollingSource(PrometheusEndpoint.of(server.url()), "auto");
  }

  private static OpenMetricsText late() {
    OpenMetricsText text = new OpenMetricsText(FROM, TO, Duration.ofSeconds(30));
    String pod = "namespace=\"shop\",pod=\"late-1-x\"";
    text.series(
        "container_cpu_usage_seconds_total",
        pod + ",container=\"main\",instance=\"10.0.0.1:10250\",cpu=\"total\"",
        seconds -> afterLate(seconds, 0.5 * seconds));
    text.series(
        "kube_pod_owner",
        pod + ",owner_kind=\"ReplicaSet\",owner_name=\"late-1\",owner_is_controller=\"true\"",
        seconds -> afterLate(seconds, 1));
    text.series(
        "kube_replicaset_owner",
        "namespace=\"shop\",replicaset=\"late-1\",owner_kind=\"Deployment\",owner_name=\"late\","
            + "owner_is_controller=\"true\"",
        seconds -> afterLate(seconds, 1));
    text.series(
        "kube_pod_container_resource_limits",
        pod + ",container=\"main\",node=\"n1\",resource=\"cpu\",unit=\"core\"",
        seconds -> afterLate(seconds, 1));
    text.series(
        "kube_pod_container_info", pod + ",container=\"main\"", seconds -> afterLate(seconds, 1));
    return text;
  }

  private static double afterLate(double seconds, double value) {
    return seconds < LATE_SECONDS ? Double.NaN : value;
  }
}
