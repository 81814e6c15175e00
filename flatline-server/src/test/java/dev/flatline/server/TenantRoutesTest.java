package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Route;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.guard.Tenants;
import dev.flatline.server.judge.Batch;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whoever may see the workloads of one tenant walks through every address of a server that found a
/// miner among those of another.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantRoutesTest {
  private static final String OWN = "shop/cart";
  private static final String FOREIGN = "bank/vault";

  /// What nobody of the shop may ever read.
  private static final List<String> SECRETS = List.of("vault", "bank", "gold");

  private static final String POINT =
      """
      {"resourceMetrics": [{"scopeMetrics": [{"metrics": [
        {"name": "m", "gauge": {"dataPoints": [{"timeUnixNano": "1", "asDouble": 1}]}}]}]}]}
      """;

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FlatlineServer server;
  private String admin = "";
  private String reader = "";
  private String operator = "";
  private String foreignId = "";
  private String ownId = "";

  @BeforeAll
  void start() throws Exception {
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none()
                    .withAccess(new AccessConfig(true, false))
                    .withTenants(
                        new Tenants(Map.of("shop", namespace("shop"), "other", namespace("o")))),
                "test"));
    admin = Files.readString(server.firstToken().orElseThrow()).strip();
    feed(Traces.minerMovesIntoWebServer(), OWN, "shop");
    feed(Traces.minerMovesIntoWebServer(), FOREIGN, "bank");
    feed(Traces.webServer(), "bank/teller", "bank");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/findings", admin).body()).contains(OWN).contains(FOREIGN));
    ownId = id(OWN);
    foreignId = id(FOREIGN);
    act(foreignId, "the gold is gone", admin);
    String agent = token("{\"name\":\"gold agent\",\"scopes\":[\"ingest\"]}");
    assertThat(post("/v1/metrics", POINT, agent).statusCode()).isEqualTo(200);
    reader = token("{\"name\":\"r\",\"scopes\":[\"read\"],\"tenants\":[\"shop\"]}");
    operator = token("{\"name\":\"o\",\"scopes\":[\"operate\"],\"tenants\":[\"shop\"]}");
  }

  private static WorkloadSelection namespace(String name) {
    return new WorkloadSelection(List.of(WorkloadPattern.labelled("namespace", name)));
  }

  @AfterAll
  void stop() {
    server.close();
    client.close();
  }

  /// All but `/events`, whose stream has no end and says no more than that something changed.
  private Stream<String> addresses() {
    return server.routes().stream()
        .filter(route -> route.methods().contains(HttpMethod.GET))
        .map(Route::patternString)
        .filter(pattern -> !pattern.equals("/events"))
        .distinct();
  }

  /// A parameter that this test does not know is a new one: give it a foreign value here.
  private String asked(String pattern) {
    String asked = pattern.replace(":id", foreignId).replace(":name", "console.css");
    assertThat(asked).as("parameters of " + pattern).doesNotContain(":", "*");
    return asked;
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void noAddress_tellsOfAForeignWorkload(String pattern) throws Exception {
    assertThat(get(asked(pattern), reader).body()).doesNotContain(SECRETS);
    assertThat(get(asked(pattern), operator).body()).doesNotContain(SECRETS);
  }

  @Test
  void aForeignWorkload_isAsOneThatIsNot() throws Exception {
    HttpResponse<String> foreign = get("/workload?name=bank%2Fvault", reader);
    HttpResponse<String> none = get("/workload?name=bank%2Fnone0", reader);
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(none.body().replace("bank/none0", FOREIGN));
    assertThat(get("/findings?workload=vault", reader).body()).contains("Nothing found");
    assertThat(get("/fleet?name=vault", reader).body()).contains("0 of 1 workloads");
  }

  @Test
  void addresses_areMany_andTheReaderSeesTheirOwn() throws Exception {
    assertThat(addresses()).hasSizeGreaterThan(15);
    for (String address : List.of("/findings", "/fleet", "/workload?name=shop%2Fcart")) {
      assertThat(get(address, reader).body()).as(address).contains("cart");
    }
    assertThat(get("/api/v1/findings/" + ownId, reader).statusCode()).isEqualTo(200);
  }

  @Test
  void counts_areOfTheirOwn() throws Exception {
    assertThat(get("/fleet", reader).body()).contains("<h1>1 workloads</h1>");
    assertThat(get("/fleet", admin).body()).contains("<h1>3 workloads</h1>");
    assertThat(get("/coverage", reader).body()).contains("1 of 1 workloads");
    assertThat(get("/coverage", admin).body()).contains("<bdi>gold agent</bdi>, by OTLP");
    assertThat(get("/findings?severity=low", reader).body()).doesNotContain("2 workloads");
  }

  @Test
  void aForeignFinding_isAsOneThatIsNot() throws Exception {
    for (String path : List.of("/api/v1/findings/%s", "/api/v1/findings/%s/actions")) {
      HttpResponse<String> foreign = get(path.formatted(foreignId), reader);
      HttpResponse<String> none = get(path.formatted("none"), reader);
      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(foreign.body()).isEqualTo(none.body().replace("none", foreignId));
    }
    assertThat(get("/findings/" + foreignId, reader).statusCode()).isEqualTo(404);
  }

  @Test
  void acting_onAForeignFinding_isAsOnOneThatIsNot_andNothingIsDone() throws Exception {
    assertThat(act(foreignId, "x", operator).statusCode()).isEqualTo(404);
    HttpRequest form =
        request("/findings/act", operator)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("action=close&reason=x&id=" + foreignId))
            .build();
    assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/findings/" + foreignId + "/actions", admin).body())
        .doesNotContain("\"close\"");
    assertThat(get("/api/v1/audit?who=o&limit=200", admin).body())
        .contains("would act on what is no finding of its tenants: " + foreignId)
        .contains("POST /findings/act\"", "POST /api/v1/findings/actions\"");
    assertThat(act(ownId, "x", operator).statusCode()).isEqualTo(200);
    assertThat(act(ownId, "x", reader).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/health",
        "/health/sources",
        "/api/v1/sinks",
        "/api/v1/warnings",
        "/api/v1/audit",
        "/api/v1/tokens"
      })
  void whatIsOfTheWholeServer_isRefused(String address) throws Exception {
    assertThat(get(address, operator).statusCode()).isEqualTo(403);
    assertThat(get(address, admin).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"x\",\"scopes\":[\"admin\"],\"tenants\":[\"shop\"]}",
        "{\"name\":\"x\",\"scopes\":[\"ingest\"],\"tenants\":[\"shop\"]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"tenants\":[]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"tenants\":[\"nobody\"]}"
      })
  void aTokenThatCannotBeOfATenant_isNotMade(String body) throws Exception {
    assertThat(post("/api/v1/tokens", body, admin).statusCode()).isEqualTo(400);
  }

  @Test
  void aTokenOfATenantThatHasNothing_seesNothing() throws Exception {
    String other = token("{\"name\":\"e\",\"scopes\":[\"read\"],\"tenants\":[\"other\"]}");
    JsonNode findings = JsonMapper.shared().readTree(get("/api/v1/findings", other).body());
    assertThat(findings.get("findings")).isEmpty();
    Set<String> told = new TreeSet<>();
    JsonMapper.shared()
        .readTree(get("/api/v1/tokens", admin).body())
        .get("tokens")
        .forEach(one -> told.add(String.valueOf(one.get("tenants"))));
    assertThat(told).contains("[\"other\"]", "[\"shop\"]", "null");
  }

  private String id(String workload) throws IOException, InterruptedException {
    String page = get("/api/v1/findings?workload=" + workload, admin).body();
    return JsonMapper.shared().readTree(page).get("findings").get(0).get("id").asString();
  }

  private HttpResponse<String> act(String id, String reason, String token) throws Exception {
    String body = "{\"ids\":[\"" + id + "\"],\"action\":\"comment\",\"reason\":\"" + reason + "\"}";
    return post("/api/v1/findings/actions", body, token);
  }

  private String token(String body) throws Exception {
    HttpResponse<String> made = post("/api/v1/tokens", body, admin);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return JsonMapper.shared().readTree(made.body()).get("token").asString();
  }

  private HttpResponse<String> post(String path, String body, String token) throws Exception {
    HttpRequest request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    return client.send(request(path, token).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(server.uri().resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  /// A trace as though it ended now.
  private void feed(Trace trace, String name, String namespace) {
    List<Sample> samples =
        trace.endingNow(new Workload(name, Map.of("namespace", namespace))).samples();
    server.queue().offer(new Batch(name, samples));
  }
}
