package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.poll.PolledServer;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server that is to ask another one which is not there.
class PolledServerTest {
  private static final String NOBODY = "http://127.0.0.1:" + RunningProgram.freePort();

  @TempDir private Path folder;

  @Test
  void aServerThatIsNotThere_isToldAndStopsNothing() throws Exception {
    PolledServer gone =
        new PolledServer(
            "gone",
            PrometheusEndpoint.of(NOBODY),
            "auto",
            Duration.ofMinutes(1),
            Duration.ofDays(30));
    ServerSettings settings =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            EngineSettings.DEFAULT,
            Policy.none(),
            ServerConfig.none().withPoll(List.of(gone)),
            "test");
    try (FlatlineServer server = FlatlineServer.start(settings);
        HttpClient client = HttpClient.newHttpClient()) {
      await()
          .until(
              () ->
                  get(client, server, "/metrics")
                      .body()
                      .contains("flatline_poll_failing{server=\"gone\"} 1"));

      String metrics = get(client, server, "/metrics").body();
      assertThat(metrics)
          .contains("flatline_poll_failures_total{reason=\"unreachable\",server=\"gone\"}")
          .containsPattern("flatline_poll_behind_seconds\\{server=\"gone\"} 25920[0-9]{2}")
          .containsPattern("flatline_poll_requests_total\\{server=\"gone\"} [1-9]");
      JsonNode source =
          JsonMapper.shared()
              .readTree(get(client, server, "/health/sources").body())
              .get("sources")
              .get(0);
      assertThat(source.get("server").asString()).isEqualTo("gone");
      assertThat(source.get("failing").asString()).contains(NOBODY);
      assertThat(source.get("behind_seconds").asDouble()).isGreaterThan(2_592_000 - 1);
      assertThat(get(client, server, "/health/ready").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(HttpClient client, FlatlineServer server, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
