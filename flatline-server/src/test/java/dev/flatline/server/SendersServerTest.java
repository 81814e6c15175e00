package dev.flatline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.testkit.RemoteWriteBody;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Several who send to one server that asks them who they are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendersServerTest {
  private static final String HEADER = "workload,timestamp,cpu_utilization\n";

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FlatlineServer server;
  private String admin = "";

  @BeforeAll
  void start() throws Exception {
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none().withAccess(new AccessConfig(true, false)),
                "test"));
    admin = Files.readString(server.firstToken().orElseThrow()).strip();
  }

  @AfterAll
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void whoPushes_isHeardApartFromOthersOfTheSameWay() throws Exception {
    long before = Instant.now().toEpochMilli();
    for (String name : List.of("eu", "us")) {
      assertThat(send("/api/v1/write", token(name), remoteWrite()).statusCode()).isEqualTo(204);
    }
    assertThat(metric("eu", "remote_write")).isGreaterThanOrEqualTo(before / 1e3);
    assertThat(metric("us", "remote_write")).isGreaterThanOrEqualTo(before / 1e3);
    assertThat(coverage())
        .contains("<bdi>eu</bdi>, by remote write</th><td class=\"words\">heard</td>")
        .contains("<bdi>us</bdi>, by remote write</th>");
  }

  @Test
  void whoSendsRows_isToldByTheSources() throws Exception {
    String row = HEADER + "vm," + Instant.now() + ",0.5\n";
    assertThat(send("/api/v1/telemetry", token("cron"), row.getBytes(UTF_8)).statusCode())
        .isEqualTo(200);
    JsonNode cron =
        JsonMapper.shared()
            .readTree(get("/health/sources").body())
            .get("senders")
            .valueStream()
            .filter(sender -> sender.get("sender").asString().equals("cron"))
            .findFirst()
            .orElseThrow();
    assertThat(cron.get("way").asString()).isEqualTo("csv");
    assertThat(cron.get("state").asString()).isEqualTo("heard");
    assertThat(Instant.parse(cron.get("heard_at").asString())).isBefore(Instant.now());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/write, 400, x",
    "/api/v1/telemetry, 400, x",
    "/v1/metrics, 415, x",
    "/api/v1/telemetry, 200, 'workload,timestamp,cpu_utilization'",
    "/api/v1/telemetry, 200, 'workload,timestamp,cpu_utilization;vm,soon,0.5'",
  })
  void whoseTelemetryIsNotTaken_isNotHeard(String address, int status, String body)
      throws Exception {
    String name = "bad" + status + body.length();
    assertThat(send(address, token(name), body.replace(';', '\n').getBytes(UTF_8)).statusCode())
        .isEqualTo(status);
    assertThat(get("/metrics").body()).doesNotContain("sender=\"" + name + "\"");
  }

  @Test
  void whoSendsNoPoint_isNotHeard() throws Exception {
    assertThat(send("/api/v1/write", token("idle"), RemoteWriteBody.v1(List.of())).statusCode())
        .isEqualTo(204);
    assertThat(get("/metrics").body()).doesNotContain("sender=\"idle\"");
  }

  private static byte[] remoteWrite() {
    return RemoteWriteBody.v1(
        List.of(
            RemoteWriteBody.Series.of(
                Instant.now().toEpochMilli(), 1, "__name__", "up", "a", "b")));
  }

  private double metric(String sender, String way) throws Exception {
    String name =
        "flatline_sender_heard_timestamp_seconds{sender=\"%s\",way=\"%s\"} ".formatted(sender, way);
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  private String coverage() throws Exception {
    return get("/coverage").body();
  }

  private String token(String name) throws Exception {
    String body = "{\"name\":\"" + name + "\",\"scopes\":[\"ingest\"]}";
    HttpRequest request =
        request("/api/v1/tokens", admin)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    String made = client.send(request, BodyHandlers.ofString()).body();
    return JsonMapper.shared().readTree(made).get("token").asString();
  }

  private HttpResponse<String> send(String address, String token, byte[] body) throws Exception {
    HttpRequest.Builder request = request(address, token);
    if (address.endsWith("write")) {
      request.header("Content-Type", "application/x-protobuf").header("Content-Encoding", "snappy");
    }
    return client.send(
        request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String address) throws Exception {
    return client.send(request(address, admin).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String address, String token) {
    return HttpRequest.newBuilder(server.uri().resolve(address))
        .header("Authorization", "Bearer " + token);
  }
}
