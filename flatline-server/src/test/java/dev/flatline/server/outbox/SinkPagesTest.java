package dev.flatline.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.testkit.Findings;
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

/// What a whole server tells of its sinks.
class SinkPagesTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aSinkThatRefuses_isToldApartFromOneThatIsTriedAgain() throws Exception {
    aFindingThatWaitsFor("refuses", "fails");
    try (Receiver refusing = Receiver.start(body -> 401);
        Receiver failing = Receiver.start(body -> 503);
        FlatlineServer server = started(refusing, failing)) {
      await().atMost(LONGEST).until(() -> !refusing.bodies().isEmpty());
      await().atMost(LONGEST).until(() -> get(server, "/health").contains("HTTP 401"));
      await().atMost(LONGEST).until(() -> get(server, "/health").contains("HTTP 503"));
      assertThat(get(server, "/health"))
          .contains("Something needs a look")
          .containsPattern("it refuses messages, and they are given up</th>\\s*<td[^>]*>HTTP 401")
          .containsPattern("it fails, and is tried again</th>\\s*<td[^>]*>HTTP 503");
      assertThat(get(server, "/api/v1/sinks"))
          .containsPattern("\"state\":\"refusing\",[^}]*\"lastError\":\"HTTP 401")
          .containsPattern("\"state\":\"failing\",[^}]*\"lastError\":\"HTTP 503");
    }
  }

  /// Waits in the data folder before the server starts.
  private void aFindingThatWaitsFor(String... sinks) throws Exception {
    try (Receiver nobody = Receiver.start(body -> Receiver.NEVER);
        ToldServer before =
            ToldServer.start(
                folder,
                new ManualClock(),
                ToldServer.http(sinks[0], SinkType.WEBHOOK, nobody.url()),
                ToldServer.http(sinks[1], SinkType.WEBHOOK, nobody.url()))) {
      before.save(Findings.movedIn());
    }
  }

  private FlatlineServer started(Receiver refusing, Receiver failing) {
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            EngineSettings.DEFAULT,
            Policy.none(),
            ServerConfig.none()
                .withSinks(
                    List.of(
                        ToldServer.http("refuses", SinkType.WEBHOOK, refusing.url()),
                        ToldServer.http("fails", SinkType.WEBHOOK, failing.url()))),
            "test"));
  }

  private String get(FlatlineServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
