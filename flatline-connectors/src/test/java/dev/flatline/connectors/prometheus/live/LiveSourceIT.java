package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.prometheus.PrometheusSettings;
import dev.flatline.connectors.prometheus.PrometheusSource;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.testkit.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same random series of every bundled profile, hunted through in a real Prometheus and
/// pushed: the samples are the same, but for what a hunt knows because it knows what comes.
class LiveSourceIT {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-01T03:00:00Z");
  private static final double RELATIVE = 1e-9;
  private static final long YOUNG_MILLIS = 300_000;

  @TempDir private static Path folder;
  private static final PushedSeries SERIES =
      new PushedSeries(7, FROM.toEpochMilli(), TO.toEpochMilli());
  private static final Map<String, NavigableMap<Long, Sample>> HUNTED = new HashMap<>();
  private static final Map<String, NavigableMap<Long, Sample>> PUSHED = new HashMap<>();
  private static PrometheusServer server;
  private static SourceReport hunt;
  private static LiveReport report;

  @BeforeAll
  static void readBoth() {
    Profiles.names().forEach(profile -> PushedExporters.add(profile, SERIES));
    PrometheusServer.load(folder, SERIES.openMetrics());
    server = PrometheusServer.start(folder, PrometheusServer.SCRAPES_NOTHING);
    hunt =
        new PrometheusSource(
                PrometheusEndpoint.of(server.url()),
                PrometheusSettings.of(FROM, TO).withHistory(Duration.ZERO))
            .read(sample -> put(HUNTED, sample), Progress.NONE);
    LiveSource source =
        new LiveSource(
            Profiles.bundled(), sample -> put(PUSHED, sample), handle -> {}, Long.MAX_VALUE);
    Pusher.push(SERIES, source, TO.toEpochMilli());
    report = source.report();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static void put(Map<String, NavigableMap<Long, Sample>> all, Sample sample) {
    Sample before =
        all.computeIfAbsent(sample.workload().name(), absent -> new TreeMap<>())
            .put(sample.atMillis(), sample);
    assertThat(before).isNull();
  }

  private static NavigableMap<Long, Sample> pushed(String name) {
    return PUSHED.getOrDefault(name, new TreeMap<>());
  }

  @Test
  void workloads_areThoseOfTheHuntWithTheSameLabels() {
    assertThat(PUSHED.keySet()).isEqualTo(HUNTED.keySet()).hasSizeGreaterThan(40);
    HUNTED.forEach(
        (name, samples) ->
            assertThat(pushed(name).lastEntry().getValue().workload().labels())
                .isEqualTo(samples.lastEntry().getValue().workload().labels()));
  }

  @Test
  void samples_haveTheTimesOfTheHunts() {
    HUNTED.forEach(
        (name, samples) -> assertThat(pushed(name).keySet()).as(name).isEqualTo(samples.keySet()));
  }

  @Test
  void values_areThoseOfTheHunt() {
    long compared = 0;
    for (Map.Entry<String, NavigableMap<Long, Sample>> hunted : HUNTED.entrySet()) {
      long firstMillis = hunted.getValue().firstKey();
      for (Sample sample : hunted.getValue().values()) {
        Sample pushed = pushed(hunted.getKey()).get(sample.atMillis());
        if (pushed != null) {
          compared += compare(sample, pushed, sample.atMillis() - firstMillis < YOUNG_MILLIS);
        }
      }
    }
    assertThat(compared).isGreaterThan(100_000);
  }

  @Test
  void report_accountsForEveryPointAndSample() {
    WantedSeries wanted = new WantedSeries(Profiles.bundled());
    long pushed =
        SERIES.all().stream()
            .filter(one -> wanted.contains(one.metric(), l -> one.labels().getOrDefault(l, "")))
            .mapToLong(one -> one.points().size())
            .sum();
    long delivered = PUSHED.values().stream().mapToLong(Map::size).sum();

    assertThat(report.points().received()).isEqualTo(pushed);
    assertThat(report.points().tooOld()).isZero();
    assertThat(report.points().tooFarAhead()).isZero();
    assertThat(report.points().forgotten()).isZero();
    assertThat(report.samples()).isEqualTo(delivered);
    assertThat(report.dropped().byReason()).isEqualTo(hunt.dropped().byReason()).isNotEmpty();
  }

  /// Of a young workload the share of the CPU may differ: a hunt takes the capacity that is known
  /// five minutes later.
  private static long compare(Sample hunted, Sample pushed, boolean young) {
    long compared = 0;
    for (Metric metric : Metric.values()) {
      boolean ofCapacity =
          Set.of(Metric.CPU_UTILIZATION, Metric.CPU_CAPACITY_CORES).contains(metric);
      if (young && ofCapacity) {
        continue;
      }
      double expected = hunted.values().get(metric);
      double actual = pushed.values().get(metric);
      boolean same =
          Double.compare(actual, expected) == 0
              || Math.abs(actual - expected) <= RELATIVE * Math.abs(expected);
      assertThat(same)
          .as("%s of %s at %s", metric, hunted, Instant.ofEpochMilli(hunted.atMillis()))
          .withFailMessage("%s, hunted %s", actual, expected)
          .isTrue();
      compared += Double.isNaN(expected) ? 0 : 1;
    }
    return compared;
  }
}
