package dev.flatline.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server over HTTP: one for all, as it takes two seconds to stop.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlatlineServerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String HEADER = "workload,timestamp,cpu_utilization\n";

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FlatlineServer server;

  @BeforeAll
  void start() {
    server = started();
  }

  @AfterAll
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void telemetryOfAMiner_becomesAFindingThatOutlivesTheServer() throws Exception {
    HttpResponse<String> taken = post("/api/v1/telemetry", minerUpToNow().csv());
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(json(taken).get("queued").asInt()).isEqualTo(minerUpToNow().samples().size());
    await().atMost(Duration.ofSeconds(20)).until(() -> findings("?severity=medium").size() == 1);
    JsonNode found = findings("?severity=medium&status=open&workload=MIN").get(0);
    assertThat(found.get("severity").asString()).isEqualTo("high");
    server.close();
    server = started();
    assertThat(findings("?severity=high")).hasSize(1);
    assertThat(metric("flatline_judge_received_samples_total")).isGreaterThan(8000);
  }

  @Test
  void pages_runNothingAndAskNobodyButTheirOwnServer() throws Exception {
    for (String address : List.of("/findings", "/fleet", "/coverage", "/health")) {
      HttpResponse<String> page = get(address);
      assertThat(page.statusCode()).as(address).isEqualTo(200);
      assertThat(page.headers().firstValue("content-security-policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'")
                      .doesNotContain("unsafe"));
      assertThat(page.body()).doesNotContain("src=\"http", "href=\"http", "<script>", "<style");
    }
  }

  @Test
  void page_withASessionOfAnotherServer_isShownWhereNobodyIsAsked() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/findings")).header("Cookie", "flatline=gone").build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void page_ofWhatIsNotThere_saysSo() throws Exception {
    assertThat(get("/findings/none").statusCode()).isEqualTo(404);
    assertThat(get("/findings/none").body()).contains("There is no such finding");
    assertThat(get("/workload?name=%3Cb%3E").statusCode()).isEqualTo(404);
    assertThat(get("/findings?severity=huge").statusCode()).isEqualTo(400);
    assertThat(get("/findings?severity=huge").body()).contains("is not one of low, medium, high");
  }

  @Test
  void finding_byItsId_hasATagByWhichItNeedNotBeSentAgain() throws Exception {
    post("/api/v1/telemetry", minerUpToNow().csv());
    await().atMost(Duration.ofSeconds(20)).until(() -> findings("?severity=medium").size() == 1);
    String address = "/api/v1/findings/" + findings("?severity=medium").get(0).get("id").asString();
    HttpResponse<String> found = get(address);
    String tag = found.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again =
        client.send(
            HttpRequest.newBuilder(uri(address)).header("If-None-Match", tag).build(),
            BodyHandlers.ofString());
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/api/v1/findings/none").statusCode()).isEqualTo(404);
  }

  @Test
  void telemetry_compressed_isTakenAsIs() throws Exception {
    byte[] body = gzip(HEADER + "vm," + Instant.now() + ",0.5\n");
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/telemetry"))
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(json(answer).get("queued").asInt()).isEqualTo(1);
  }

  @Test
  void telemetry_thatIsTooLarge_alsoWhenCompressed_isRefused() throws Exception {
    String row = "vm," + Instant.now() + ",0.5\n";
    String large = HEADER + row.repeat((int) (ServerRoutes.MOST_BYTES / row.length()) + 1);
    HttpRequest announced =
        HttpRequest.newBuilder(uri("/api/v1/telemetry"))
            .version(HttpClient.Version.HTTP_1_1)
            .expectContinue(true)
            .POST(BodyPublishers.ofString(large))
            .build();
    assertProblem(client.send(announced, BodyHandlers.ofString()), 413, "send it in parts");
    HttpRequest compressed =
        HttpRequest.newBuilder(uri("/api/v1/telemetry"))
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip(large)))
            .build();
    assertProblem(client.send(compressed, BodyHandlers.ofString()), 413, "send it in parts");
  }

  @Test
  void telemetry_withMoreRowsThanMayWait_isRefusedAndNothingOfItIsTaken() throws Exception {
    double before = metric("flatline_ingest_queued_rows_total");
    String rows = HEADER + "a,1,1\n".repeat((int) server.queue().capacity() + 1);
    assertProblem(post("/api/v1/telemetry", rows), 413, "send them in several requests");
    assertThat(metric("flatline_ingest_queued_rows_total")).isEqualTo(before);
  }

  @Test
  void aRequestForATokenThatIsTooLarge_isRefused() throws Exception {
    String body = "[" + "{},".repeat(30_000) + "{}]";
    assertProblem(postAs("/api/v1/tokens", "application/json", body), 413, "");
  }

  @Test
  void telemetry_thatCannotBeRead_isRefusedWithTheReason() throws Exception {
    double before = metric("flatline_ingest_refused_requests_total");
    assertProblem(post("/api/v1/telemetry", ""), 400, "no header");
    assertProblem(post("/api/v1/telemetry", "a,b\n"), 400, "no column 'workload'");
    assertThat(metric("flatline_ingest_refused_requests_total")).isEqualTo(before + 2);
  }

  @Test
  void telemetry_withBadRows_countsThemAndTakesTheRest() throws Exception {
    String now = Instant.now().toString();
    HttpResponse<String> answer =
        post("/api/v1/telemetry", HEADER + "vm," + now + ",0.5\n,x,1\nvm,soon,0.5\n");
    assertThat(json(answer).get("queued").asInt()).isEqualTo(1);
    assertThat(json(answer).get("dropped").get("bad_timestamp").asInt()).isEqualTo(1);
    assertThat(metric("flatline_ingest_received_rows_total"))
        .isEqualTo(
            metric("flatline_ingest_queued_rows_total")
                + metric("flatline_ingest_dropped_total{reason=\"no_workload\"}")
                + metric("flatline_ingest_dropped_total{reason=\"bad_timestamp\"}"));
  }

  @Test
  void series_pushedByOtlp_areTakenOrRefusedWithTheReason() throws Exception {
    double before = metric("flatline_push_received_points_total");
    String gauge =
        """
        {"resourceMetrics":[{"resource":{"attributes":[
          {"key":"host.name","value":{"stringValue":"web-1"}}]},
          "scopeMetrics":[{"metrics":[{"name":"system.cpu.logical.count","gauge":{"dataPoints":[
            {"timeUnixNano":"%d","asInt":"4"}]}}]}]}]}
        """
            .formatted(Instant.now().toEpochMilli() * 1_000_000);
    HttpResponse<String> taken = postAs("/v1/metrics", "application/json", gauge);
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.body()).isEqualTo("{}");
    assertThat(metric("flatline_push_received_points_total")).isEqualTo(before + 1);
    assertProblem(postAs("/v1/metrics", "application/json", "{"), 400, "");
    assertProblem(postAs("/v1/metrics", "application/x-protobuf", "x"), 400, "");
    assertProblem(postAs("/v1/metrics", "text/plain", gauge), 415, "application/x-protobuf");
  }

  @Test
  void series_ofADeltaSum_areRefusedInAPartialSuccess() throws Exception {
    ExportMetricsServiceRequest delta =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(
                                io.opentelemetry.proto.metrics.v1.Metric.newBuilder()
                                    .setName("system.cpu.time")
                                    .setSum(
                                        Sum.newBuilder()
                                            .addDataPoints(
                                                NumberDataPoint.newBuilder()
                                                    .setTimeUnixNano(1_000_000_000_000_000_000L)
                                                    .setAsDouble(1))))))
            .build();
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(uri("/v1/metrics"))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(delta.toByteArray()))
                .build(),
            BodyHandlers.ofByteArray());
    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("NOT_CUMULATIVE");
    assertThat(metric("flatline_push_skipped_points_total{reason=\"not_cumulative\"}"))
        .isPositive();
    assertThat(metric("flatline_push_turned_away_requests_total")).isZero();
    assertThat(get("/health").body()).contains("skipped: not cumulative", "requests turned away");
  }

  @Test
  void series_pushedInAnotherFormat_areRefused() throws Exception {
    assertProblem(postAs("/api/v1/write", "text/plain", "x"), 415, "application/x-protobuf");
    assertProblem(postAs("/api/v1/write", "application/x-protobuf", "x"), 400, "");
  }

  @Test
  void findings_askedForInAWrongWay_saysWhatIsAllowed() throws Exception {
    assertProblem(get("/api/v1/findings?severity=bad"), 400, "low, medium, high");
    assertProblem(get("/api/v1/findings?limit=0"), 400, "between 1 and 1000");
    assertProblem(get("/api/v1/findings?limit=x"), 400, "not a number");
    assertProblem(get("/api/v1/findings?after=x"), 400, "next");
    assertProblem(get("/api/v1/findings?sevrity=low"), 400, "allowed are after, handling, limit");
  }

  @Test
  void otherAddressesAndMethods_areProblems() throws Exception {
    assertProblem(get("/nothing"), 404, "docs/reference/server.md");
    assertProblem(get("/api/v1/telemetry"), 405, "Method Not Allowed");
  }

  @Test
  void health_whileAllIsWell_isOk() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void listen_beyondThisMachineWithoutTls_isRefused() {
    assertThatThrownBy(() -> settings(new InetSocketAddress(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokens need TLS");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example,              421",
    "192.0.2.1,                 421",
    "127.evil.example,          421",
    "[2001:db8::1]:8642,        421",
    "localhost:8642,            200",
    "LOCALHOST,                 200",
    "127.0.0.2,                 200",
    "[::1]:8642,                200",
    "[0:0:0:0:0:0:0:1]:8642,    200",
  })
  void aNameThatIsNotThisMachines_isRefused(String host, int status) throws Exception {
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket
          .getOutputStream()
          .write(("GET /findings HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII));
      String answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
      assertThat(answer).startsWith("HTTP/1.1 " + status);
    }
    boolean told = get("/api/v1/audit").body().contains("calls this server " + host + "\"");
    assertThat(told).isEqualTo(status == 421);
  }

  private FlatlineServer started() {
    return FlatlineServer.start(
        settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  private ServerSettings settings(InetSocketAddress listen) {
    return new ServerSettings(listen, folder, EngineSettings.DEFAULT, Policy.none(), "test");
  }

  private static Trace minerUpToNow() {
    Trace miner = Traces.minerMovesIntoWebServer();
    return miner.endingNow(miner.workload());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private JsonNode findings(String parameters) throws Exception {
    return json(get("/api/v1/findings" + parameters)).get("findings");
  }

  private double metric(String name) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> postAs(String path, String type, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return server.uri().resolve(path);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(json(answer).get("detail").asString()).contains(detail);
  }
}
