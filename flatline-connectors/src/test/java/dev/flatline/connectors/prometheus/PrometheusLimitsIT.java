package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.testkit.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However the range is cut, the samples are the same.
class PrometheusLimitsIT {
  @TempDir private static Path folder;
  private static PrometheusServer generous;
  private static PrometheusServer strict;
  private static List<Sample> whole = List.of();

  @BeforeAll
  static void start() throws java.io.IOException {
    Path strictFolder = java.nio.file.Files.createDirectories(folder.resolve("strict"));
    PrometheusServer.load(folder, KubernetesFixture.openMetrics());
    PrometheusServer.load(strictFolder, KubernetesFixture.openMetrics());
    generous = PrometheusServer.start(folder, PrometheusServer.SCRAPES_NOTHING);
    strict =
        PrometheusServer.start(
            strictFolder, PrometheusServer.SCRAPES_NOTHING, "--query.max-samples=400");
    whole = new ArrayList<>();
    read(generous, Limits.DEFAULT, whole);
  }

  @AfterAll
  static void stop() {
    for (PrometheusServer server : new PrometheusServer[] {generous, strict}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void read_cutByTime_isTheSame() {
    assertSame(generous, new Limits(11, 10_000_000, 6_000_000));
  }

  @Test
  void read_cutBySeries_isTheSame() {
    assertSame(generous, new Limits(11_000, 480, 6_000_000));
  }

  @Test
  void read_cutByMemory_isTheSame() {
    assertSame(generous, new Limits(11_000, 10_000_000, 500));
  }

  @Test
  void read_serverThatRefusesMoreThan400Samples_isTheSame() {
    SourceReport report = assertSame(strict, Limits.DEFAULT);

    assertThat(report.notes()).anyMatch(note -> note.startsWith("refused and asked again"));
  }

  private static SourceReport assertSame(PrometheusServer server, Limits limits) {
    List<Sample> cut = new ArrayList<>();
    SourceReport report = read(server, limits, cut);
    assertThat(inOneOrder(cut)).isEqualTo(inOneOrder(whole));
    return report;
  }

  private static List<Sample> inOneOrder(List<Sample> samples) {
    return samples.stream()
        .sorted(
            Comparator.comparing((Sample sample) -> sample.workload().name())
                .thenComparingLong(Sample::atMillis))
        .toList();
  }

  private static SourceReport read(PrometheusServer server, Limits limits, List<Sample> into) {
    PrometheusSettings settings =
        PrometheusSettings.of(KubernetesFixture.TO.minus(Duration.ofHours(2)), KubernetesFixture.TO)
            .withHistory(Duration.ofHours(3));
    return new PrometheusSource(PrometheusEndpoint.of(server.url()), settings, limits)
        .read(into::add, Progress.NONE);
  }
}
