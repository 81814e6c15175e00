package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.connectors.Secret;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.StoreConfig;
import dev.flatline.server.judge.Batch;
import dev.flatline.testkit.PostgresqlServer;
import dev.flatline.testkit.Trace;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose findings are in PostgreSQL, which goes away while a miner moves in.
class PostgresqlOutageIT {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void findings_ofWhileTheDatabaseWasAway_waitAndAreKept() throws Exception {
    try (PostgresqlServer database = PostgresqlServer.start();
        FlatlineServer server = FlatlineServer.start(settings(database));
        HttpClient client = HttpClient.newHttpClient()) {
      database.stop();
      assertThat(server.queue().offer(new Batch("test", minerUpToNow()))).isTrue();
      await().atMost(LONGEST).until(() -> get(client, server, "/health/ready").statusCode() == 503);
      database.startAgain();
      await().atMost(LONGEST).until(() -> get(client, server, "/health/ready").statusCode() == 200);
      assertThat(get(client, server, "/api/v1/findings?severity=high").body())
          .contains("\"severity\":\"high\"");
    }
  }

  private ServerSettings settings(PostgresqlServer database) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), PostgresqlServer.PASSWORD);
    StoreConfig store =
        new StoreConfig(
            database.url("postgres"),
            Optional.of(PostgresqlServer.USER),
            Optional.of(new Secret.OfFile(password)));
    return new ServerSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        folder.resolve("data"),
        EngineSettings.DEFAULT,
        Policy.none(),
        ServerConfig.none().withStore(store),
        "test");
  }

  private static List<Sample> minerUpToNow() {
    Trace miner = Traces.minerMovesIntoWebServer();
    return miner.endingNow(miner.workload()).samples();
  }

  private static HttpResponse<String> get(HttpClient client, FlatlineServer server, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
