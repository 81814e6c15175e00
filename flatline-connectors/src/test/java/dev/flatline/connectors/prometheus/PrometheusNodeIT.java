package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.testkit.InstalledProgram;
import dev.flatline.testkit.PrometheusServer;
import dev.flatline.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// This machine, as a real node_exporter shows it to a real Prometheus.
class PrometheusNodeIT {
  private static final int ENOUGH_SCRAPES = 12;

  @TempDir private static Path folder;
  private static RunningProgram exporter;
  private static PrometheusServer server;
  private static String instance = "";

  @BeforeAll
  static void scrape() {
    Path program = InstalledProgram.require("prometheus-node-exporter");
    int port = RunningProgram.freePort();
    instance = "127.0.0.1:" + port;
    exporter =
        RunningProgram.start(
            List.of(program.toString(), "--web.listen-address=" + instance),
            folder.resolve("exporter.log"));
    exporter.awaitReady("http://" + instance + "/metrics");
    server =
        PrometheusServer.start(
            folder,
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: node
                static_configs: [{targets: ['%s']}]
            """
                .formatted(instance));
    try (PrometheusClient client = new PrometheusClient(PrometheusEndpoint.of(server.url()))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> scrapes(client) >= ENOUGH_SCRAPES);
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (exporter != null) {
      exporter.close();
    }
  }

  @Test
  void auto_findsTheHostAndItsMetrics() {
    Collected collected = new Collected();

    PrometheusReport report = read("auto", collected);

    assertThat(collected.names()).containsExactly(instance);
    assertThat(collected.workload(instance).labels()).containsKeys("instance", "host");
    assertThat(report.coverage().profiles())
        .singleElement()
        .satisfies(
            profile -> {
              assertThat(profile.profile()).isEqualTo("node");
              assertThat(profile.scrapeMillis()).contains(1_000L);
              assertThat(profile.notThere()).contains("processes");
            });
    assertThat(report.coverage().workloads().getFirst().gap()).isEmpty();
    assertThat(report.coverage().workloadsByMetric())
        .containsKeys(
            Metric.CPU_UTILIZATION,
            Metric.CPU_STEAL,
            Metric.CPU_IOWAIT,
            Metric.MEMORY_UTILIZATION,
            Metric.NETWORK_RECEIVE_BYTES_PER_SECOND);
  }

  @Test
  void node_cpuIsAShareOfTheCoresOfThisMachine() {
    Collected collected = new Collected();

    read("node", collected);

    assertThat(collected.values(instance, Metric.CPU_UTILIZATION))
        .isNotEmpty()
        .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.2));
    assertThat(collected.values(instance, Metric.CPU_CAPACITY_CORES))
        .containsOnly((double) Runtime.getRuntime().availableProcessors());
    assertThat(collected.values(instance, Metric.MEMORY_UTILIZATION))
        .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
  }

  private static PrometheusReport read(String profile, Collected collected) {
    Instant now = Instant.now();
    PrometheusSettings settings =
        PrometheusSettings.of(now.minus(Duration.ofMinutes(5)), now)
            .withProfile(profile)
            .withHistory(Duration.ofHours(1));
    return new PrometheusSource(PrometheusEndpoint.of(server.url()), settings)
        .readWithCoverage(collected, Progress.NONE);
  }

  private static double scrapes(PrometheusClient client) {
    return client
        .query(
            "count_over_time(node_memory_MemTotal_bytes[5m])",
            System.currentTimeMillis(),
            InstantVector::new)
        .value()
        .single()
        .orElse(0);
  }
}
