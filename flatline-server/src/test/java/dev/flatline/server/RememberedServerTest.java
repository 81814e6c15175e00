package dev.flatline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.backup.Backup;
import dev.flatline.server.backup.FolderCheck;
import dev.flatline.server.backup.Restore;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.poll.PolledServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server that is started again knows of those that stay silent.
class RememberedServerTest {
  private static final String CSV = "flatline_source_heard_timestamp_seconds{source=\"csv\"}";
  private static final String POLLED =
      "flatline_source_heard_timestamp_seconds{source=\"prometheus gone\"}";
  private static final String SENDER =
      "flatline_sender_heard_timestamp_seconds{sender=\"loopback\",way=\"csv\"}";
  private static final PolledServer GONE =
      new PolledServer(
          "gone",
          PrometheusEndpoint.of("http://127.0.0.1:1"),
          "auto",
          Duration.ofMinutes(1),
          Duration.ofDays(30));

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void afterARestart_whatStaysSilent_isHeardWhenItWas() throws Exception {
    List<String> before;
    try (FlatlineServer server = started("data", List.of(GONE))) {
      send(server);
      await().until(() -> heard(server), has(CSV).and(has(POLLED)).and(has(SENDER)));
      before = heard(server);
    }
    try (FlatlineServer again = started("data", List.of(GONE))) {
      assertThat(heard(again)).isEqualTo(before);
    }
    try (FlatlineServer without = started("data", List.of())) {
      assertThat(heard(without)).isNotEmpty().doesNotContain(line(before, POLLED));
    }
    try (FlatlineServer again = started("data", List.of(GONE))) {
      assertThat(heard(again)).contains(line(before, CSV)).doesNotContain(line(before, POLLED));
    }
  }

  @Test
  void whatABackupHoldsOfARunningServer_isKnownAfterItsRestore() throws Exception {
    Path archive = folder.resolve("archive.zip");
    List<String> before;
    try (FlatlineServer server = started("data", List.of())) {
      send(server);
      await().until(() -> heard(server), has(CSV).and(has(SENDER)));
      before = heard(server);
      server.rememberWhatWasHeard();
      new Backup(folder.resolve("data"), "test").write(archive, Instant.now());
    }
    new Restore(archive).into(folder.resolve("restored"));
    assertThat(FolderCheck.of(folder.resolve("restored")).problems()).isEmpty();
    try (FlatlineServer restored = started("restored", List.of())) {
      assertThat(heard(restored)).isEqualTo(before);
    }
  }

  private FlatlineServer started(String data, List<PolledServer> polled) {
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.resolve(data),
            EngineSettings.DEFAULT,
            Policy.none(),
            ServerConfig.none().withPoll(polled),
            "test"));
  }

  private void send(FlatlineServer server) throws Exception {
    String rows = "workload,timestamp,cpu_utilization\nvm," + Instant.now() + ",0.5\n";
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/v1/telemetry"))
            .POST(BodyPublishers.ofByteArray(rows.getBytes(UTF_8)))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /// The lines of the metrics that tell when something was heard.
  private List<String> heard(FlatlineServer server) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/metrics")).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.matches("flatline_(source|sender)_heard_.*"))
        .toList();
  }

  private static Predicate<List<String>> has(String metric) {
    return lines -> lines.stream().anyMatch(line -> line.startsWith(metric));
  }

  private static String line(List<String> lines, String metric) {
    return lines.stream().filter(line -> line.startsWith(metric)).findFirst().orElseThrow();
  }
}
