package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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

/// What people do with findings over HTTP, and what the audit log tells of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingActionsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ACT = "/api/v1/findings/actions";

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FlatlineServer server;

  @BeforeAll
  void start() {
    try (DataFolder data = DataFolder.take(folder);
        Database database = Database.embedded(data)) {
      Finding named = Findings.named("shop/Deployment/cart");
      new SqlFindingStore(database).save(List.of(Findings.movedIn(), Findings.batchJob(), named));
    }
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                "test"));
  }

  @AfterAll
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void timeline_joinsWhatWasSeenAndWhatPeopleDid() throws Exception {
    String id = Findings.movedIn().id();
    act("{\"ids\":[\"%s\"],\"action\":\"comment\",\"reason\":\"in the timeline\"}".formatted(id));
    JsonNode timeline = json(get("/api/v1/findings/" + id + "/timeline")).get("timeline");
    assertThat(timeline.get(0).get("kind").asString()).isEqualTo("began");
    assertThat(timeline.get(0).get("at").asString()).isEqualTo(Findings.MOVED_IN_AT.toString());
    assertThat(timeline.toString())
        .contains("\"detected\"", "as high", "comment by loopback: in the timeline");
    assertThat(get("/api/v1/findings/nothing/timeline").statusCode()).isEqualTo(404);
  }

  @Test
  void suppress_hidesFindingsUntilThen_andIsAudited() throws Exception {
    String id = Findings.batchJob().id();
    HttpResponse<String> done =
        act(
            """
            {"ids":["%s"],"action":"suppress","reason":"nightly backup","until":"2999-01-01T00:00:00Z"}
            """
                .formatted(id));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).isEqualTo("{\"done\":1}\n");
    assertThat(get("/api/v1/findings").body()).doesNotContain(id);
    JsonNode suppressed = json(get("/api/v1/findings?handling=suppressed")).get("findings").get(0);
    assertThat(suppressed.get("id").asString()).isEqualTo(id);
    assertThat(suppressed.get("handling").get("state").asString()).isEqualTo("suppressed");
    assertThat(suppressed.get("handling").get("reason").asString()).isEqualTo("nightly backup");
    JsonNode action = json(get("/api/v1/findings/" + id + "/actions")).get("actions").get(0);
    assertThat(action.get("by").asString()).isEqualTo("loopback");
    assertThat(action.get("from").asString()).isEqualTo("127.0.0.1");
    assertThat(action.get("until").asString()).isEqualTo("2999-01-01T00:00:00Z");
    JsonNode audited = json(get("/api/v1/audit?who=loopback")).get("entries");
    assertThat(audited.get(0).get("what").asString()).isEqualTo("finding.suppress");
    assertThat(audited.get(0).get("subject").asString()).isEqualTo(id);
  }

  @Test
  void actions_changeTheTagOfAFinding() throws Exception {
    String address = "/api/v1/findings/" + Findings.movedIn().id();
    String before = get(address).headers().firstValue("etag").orElseThrow();
    act(body(Findings.movedIn().id(), "acknowledge"));
    HttpResponse<String> after = get(address);
    assertThat(after.headers().firstValue("etag").orElseThrow()).isNotEqualTo(before);
    assertThat(after.body()).contains("\"handling\":{\"state\":\"acknowledged\"");
  }

  @Test
  void bulk_withOneThatIsNotThere_doesNothing() throws Exception {
    String address = "/api/v1/findings/c0ffee00c0ffee00/actions";
    String before = get(address).body();
    HttpResponse<String> refused =
        act("{\"ids\":[\"c0ffee00c0ffee00\",\"none\"],\"action\":\"acknowledge\"}");
    assertProblem(refused, 404, "nothing was done: there is no finding with the id none");
    assertThat(get(address).body()).isEqualTo(before);
    assertProblem(get("/api/v1/findings/none/actions"), 404, "none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                                                | not JSON
          []                                                               | not an object
          {"action":"close","reason":"x"}                                  | ids: expected 1 to 1000
          {"ids":[],"action":"close","reason":"x"}                         | ids: expected 1 to 1000
          {"ids":[7],"action":"close","reason":"x"}                        | ids: each is a text
          {"ids":["x"]}                                                    | action: expected one of
          {"ids":["x"],"action":"delete"}                                  | acknowledge, suppress, close
          {"ids":["x"],"action":"close"}                                   | reason: close needs one
          {"ids":["x"],"action":"comment","reason":" "}                    | reason: comment needs one
          {"ids":["x"],"action":"close","reason":7}                        | reason: expected a text
          {"ids":["x"],"action":"suppress","reason":"x"}                   | until: suppress needs
          {"ids":["x"],"action":"suppress","reason":"x","until":"soon"}    | until: "soon" is not a time
          {"ids":["x"],"action":"suppress","reason":"x","until":"2001-01-01T00:00:00Z"} | is over already
          {"ids":["x"],"action":"close","reason":"x","until":"2999-01-01T00:00:00Z"}    | close has no end
          {"ids":["x"],"action":"close","reason":"x","severity":"low"}     | severity: unknown
          """)
  void act_inAWrongWay_saysWhatIsWrong(String body, String detail) throws Exception {
    assertProblem(act(body), 400, detail);
  }

  @Test
  void act_withTooMuch_isRefused() throws Exception {
    assertProblem(
        act("{\"ids\":[\"x\"],\"action\":\"close\",\"reason\":\"" + "x".repeat(2001) + "\"}"),
        400,
        "2,001 characters are more than 2,000");
    assertProblem(act(" ".repeat(300_000)), 413, "262,144");
    assertProblem(act("[".repeat(200_000)), 400, "not JSON");
  }

  @Test
  void act_fromAPageOfAnotherSite_isForbidden() throws Exception {
    String body = body("c0ffee00c0ffee00", "acknowledge");
    assertProblem(send(body, "Origin", "https://evil.example"), 403, "another site");
    assertProblem(send(body, "Origin", "null"), 403, "another site");
    assertProblem(send(body, "Sec-Fetch-Site", "cross-site"), 403, "another site");
    assertProblem(send(body, "Sec-Fetch-Site", "same-site"), 403, "another site");
    assertProblem(send(body, "Content-Type", "text/plain"), 415, "application/json");
    HttpResponse<String> own = send(body, "Origin", "http://" + server.uri().getAuthority());
    assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
    assertThat(send(body, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
  }

  @Test
  void audit_tellsOfTheStart_andSaysWhatCanBeAskedFor() throws Exception {
    assertThat(get("/api/v1/audit?who=flatline&limit=5").body())
        .contains("\"what\":\"server.start\"", "test listens at " + server.uri())
        .contains("\"what\":\"store.migrate\"");
    assertProblem(get("/api/v1/audit?when=x"), 400, "allowed are after, from, limit, to, who");
    assertProblem(get("/api/v1/audit?from=yesterday"), 400, "is not a time");
    assertProblem(get("/api/v1/audit?limit=99999999999"), 400, "between 1 and 1000");
  }

  @Test
  void findings_inAnotherOrder_comePageByPage() throws Exception {
    JsonNode first = json(get("/api/v1/findings?handling=all&sort=severity&limit=1"));
    assertThat(first.get("findings").get(0).get("severity").asString()).isEqualTo("high");
    JsonNode second =
        json(
            get(
                "/api/v1/findings?handling=all&sort=severity&limit=2&after="
                    + first.get("next").asString()));
    assertThat(second.get("findings").get(0).get("severity").asString()).isEqualTo("medium");
    assertThat(second.get("findings").get(1).get("severity").asString()).isEqualTo("low");
    assertProblem(get("/api/v1/findings?sort=name"), 400, "detected, severity, observed, cost");
    assertProblem(get("/api/v1/findings?after=1.2"), 400, "next");
  }

  private static String body(String id, String action) {
    return "{\"ids\":[\"" + id + "\"],\"action\":\"" + action + "\"}";
  }

  private HttpResponse<String> act(String body) throws Exception {
    return send(body, "Content-Type", "application/json");
  }

  /// Sends JSON, with one more header or another one.
  private HttpResponse<String> send(String body, String name, String value) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(ACT))
            .setHeader("Content-Type", "application/json")
            .setHeader(name, value)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("detail").asString()).contains(detail);
  }
}
