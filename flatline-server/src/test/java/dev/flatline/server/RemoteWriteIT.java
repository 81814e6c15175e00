package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.testkit.InstalledProgram;
import dev.flatline.testkit.PrometheusServer;
import dev.flatline.testkit.RunningProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes a real node_exporter and writes to the server.
class RemoteWriteIT {
  @TempDir private Path folder;

  @Test
  void aHostThatPrometheusWritesOf_isJudged() throws Exception {
    int port = RunningProgram.freePort();
    Path exporter = InstalledProgram.require("prometheus-node-exporter");
    EngineSettings settings =
        new EngineSettings(
            Duration.ofMinutes(1),
            Duration.ofSeconds(12),
            Duration.ofSeconds(2),
            Duration.ofHours(6));
    try (RunningProgram node =
            RunningProgram.start(
                List.of(exporter.toString(), "--web.listen-address=127.0.0.1:" + port),
                folder.resolve("node.log"));
        FlatlineServer server =
            FlatlineServer.start(
                new ServerSettings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    folder.resolve("flatline"),
                    settings,
                    Policy.none(),
                    "test"))) {
      node.awaitListening(port);
      String config =
          """
          global: {scrape_interval: 1s}
          scrape_configs:
            - job_name: node
              static_configs: [{targets: ['127.0.0.1:%d']}]
          remote_write:
            - url: %s/api/v1/write
          """
              .formatted(port, server.uri());
      try (PrometheusServer prometheus = PrometheusServer.start(folder, config);
          HttpClient client = HttpClient.newHttpClient()) {
        assertThat(prometheus.url()).isNotEmpty();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> metric(client, server, "flatline_judge_judged_samples_total") > 5);
        assertThat(metric(client, server, "flatline_workloads")).isEqualTo(1);
        assertThat(metric(client, server, "flatline_push_refused_requests_total")).isZero();
        assertThat(metric(client, server, "flatline_push_samples_without_capacity_total")).isZero();
      }
    }
  }

  private static double metric(HttpClient client, FlatlineServer server, String name)
      throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(server.uri().resolve("/metrics")).build(),
            BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
