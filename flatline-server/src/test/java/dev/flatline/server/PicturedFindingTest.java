package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.server.judge.Batch;
import dev.flatline.testkit.Traces;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is drawn of a finding, from the samples to the page, past a restart.
class PicturedFindingTest {
  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void pictureOfAFinding_outlivesTheServer_andTheFileOfWhatWorkloadsDid() throws Exception {
    String id;
    String picture;
    try (FlatlineServer server = started()) {
      server.queue().offer(new Batch("csv", minerUpToNow()));
      await().atMost(Duration.ofSeconds(30)).until(() -> isPictured(server));
      id = findings(server).get(0).get("id").asString();
      assertThat(get(server, "/metrics").body()).contains("flatline_recent_pictures_total");
    }
    Files.delete(folder.resolve("recent.db"));
    try (FlatlineServer server = started()) {
      picture = series(server, id).body();
      HttpResponse<String> page = get(server, "/findings/" + id);
      assertThat(page.body()).contains("data-cpu=", "class=\"usual\"");
      assertThat(page.body()).doesNotContain("No samples were kept");
      assertThat(get(server, "/api/v1/findings/none/series").statusCode()).isEqualTo(404);
      String tag = series(server, id).headers().firstValue("etag").orElseThrow();
      HttpRequest again =
          HttpRequest.newBuilder(server.uri().resolve("/api/v1/findings/" + id + "/series"))
              .header("If-None-Match", tag)
              .build();
      assertThat(client.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
    }
    JsonNode points = JsonMapper.shared().readTree(picture).get("points");
    // The miner of twelve hours, and as long before it; the trace has a sample every five minutes.
    assertThat(points.size()).isBetween(270, 300);
    assertThat(points.get(0).get("cpu").get(1).asDouble()).isLessThan(0.5);
    assertThat(points.get(points.size() - 1).get("cpu").get(1).asDouble()).isGreaterThan(0.85);
  }

  private boolean isPictured(FlatlineServer server) throws Exception {
    JsonNode found = findings(server);
    return found.size() == 1
        && series(server, found.get(0).get("id").asString()).body().contains("\"cpu\"");
  }

  private FlatlineServer started() {
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            EngineSettings.DEFAULT,
            Policy.none(),
            "test"));
  }

  private static List<Sample> minerUpToNow() {
    return Traces.minerMovesIntoWebServer().endingNow(Workload.named("miner")).samples();
  }

  private JsonNode findings(FlatlineServer server) throws Exception {
    HttpResponse<String> answer = get(server, "/api/v1/findings?severity=medium");
    return JsonMapper.shared().readTree(answer.body()).get("findings");
  }

  private HttpResponse<String> series(FlatlineServer server, String id) throws Exception {
    return get(server, "/api/v1/findings/" + id + "/series");
  }

  private HttpResponse<String> get(FlatlineServer server, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
