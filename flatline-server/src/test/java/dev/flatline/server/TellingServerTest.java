package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.ConfigReader;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From telemetry to a sink, through a whole server.
class TellingServerTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aMiner_isToldOnce_alsoAcrossARestart_whileAnotherSinkHangs() throws Exception {
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Path config =
          Files.writeString(
              folder.resolve("flatline.yaml"),
              """
              sinks:
                - {name: lake, type: ocsf, file: lake.jsonl}
                - {name: hangs, type: webhook, url: "http://127.0.0.1:%d/"}
              """
                  .formatted(hanging.getLocalPort()));
      ServerSettings settings = settings(config);
      try (FlatlineServer server = FlatlineServer.start(settings)) {
        feed(server);
        await().atMost(LONGEST).until(() -> Files.exists(folder.resolve("lake.jsonl")));
        await().atMost(LONGEST).until(() -> sink(server, 0).get("delivered").asInt() == 1);
        assertThat(sink(server, 1).get("waiting").asInt()).isEqualTo(1);
        assertThat(sink(server, 1).get("oldestWaiting").asString()).isNotEmpty();
        assertThat(get(server, "/metrics"))
            .contains("flatline_sink_delivered_messages_total{sink=\"lake\"} 1.0")
            .contains("flatline_sink_waiting_messages{sink=\"hangs\"} 1.0");
        assertThat(get(server, "/health/ready")).isEqualTo("ok\n");
      }
      try (FlatlineServer server = FlatlineServer.start(settings)) {
        feed(server);
        await().atMost(LONGEST).until(() -> judged(server));
        assertThat(sink(server, 1).get("waiting").asInt()).isEqualTo(1);
      }
    }
    assertThat(Files.readAllLines(folder.resolve("lake.jsonl"))).hasSize(1);
  }

  private ServerSettings settings(Path config) throws Exception {
    return new ServerSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        folder.resolve("data"),
        EngineSettings.DEFAULT,
        Policy.none(),
        ConfigReader.read(config).value(),
        "test");
  }

  private void feed(FlatlineServer server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/v1/telemetry"))
            .POST(BodyPublishers.ofString(minerUpToNow()))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /// Whether all samples that came are judged, dropped or held.
  private boolean judged(FlatlineServer server) throws Exception {
    return get(server, "/metrics").contains("flatline_queue_samples 0.0")
        && !get(server, "/metrics").contains("flatline_judge_received_samples_total 0.0");
  }

  private JsonNode sink(FlatlineServer server, int number) throws Exception {
    return JsonMapper.shared().readTree(get(server, "/api/v1/sinks")).get("sinks").get(number);
  }

  private String get(FlatlineServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static String minerUpToNow() {
    Trace miner = Traces.minerMovesIntoWebServer();
    return miner.endingNow(miner.workload()).csv();
  }
}
