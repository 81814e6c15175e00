package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.ConfigReader;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the OpenAPI document of a running server says, and what that server answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path PAGES = Path.of("../docs/reference");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /// An address of the pages: a method and a path in a code span of its own.
  private static final Pattern ADDRESS = Pattern.compile("`(GET|POST|DELETE) (/[^`?]+)`");

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Finding finding = Findings.movedIn();
  private FlatlineServer server;
  private JsonNode document;

  @BeforeAll
  void start() throws Exception {
    Path data = folder.resolve("data");
    try (DataFolder taken = DataFolder.take(data);
        Database database = Database.embedded(taken)) {
      new SqlFindingStore(database).save(List.of(finding, Findings.batchJob()));
    }
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                data,
                EngineSettings.DEFAULT,
                Policy.none(),
                config(),
                "test"));
    send("POST", "/api/v1/tokens", "{\"name\":\"anna\",\"scopes\":[\"operate\",\"read\"]}");
    send(
        "POST",
        "/api/v1/findings/actions",
        "{\"ids\":[\"%s\"],\"action\":\"suppress\",\"reason\":\"test\",\"until\":\"%s\"}"
            .formatted(finding.id(), Instant.now().plus(1, ChronoUnit.DAYS)));
    document = JSON.readTree(get("/api/v1/openapi.json").body());
  }

  private static ServerConfig config() throws IOException {
    int nobody = RunningProgram.freePort();
    Path file =
        Files.writeString(
            folder.resolve("flatline.yaml"),
            """
            poll: [{name: gone, url: "http://127.0.0.1:%d"}]
            sinks: [{name: team, type: webhook, url: "http://127.0.0.1:%d/hook"}]
            """
                .formatted(nobody, nobody));
    return ConfigReader.read(file).value();
  }

  @AfterAll
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void document_isWhatTheSpecificationAsksFor() throws Exception {
    assertThat(SCHEMAS.getSchema(specification()).validate(document)).isEmpty();
  }

  @Test
  void specification_refusesADocumentThatIsWrong() throws Exception {
    ObjectNode wrong = (ObjectNode) document.deepCopy();
    ((ObjectNode) wrong.at("/paths/~1metrics/get/responses")).put("200", "fine");
    assertThat(SCHEMAS.getSchema(specification()).validate(wrong)).isNotEmpty();
  }

  @Test
  void document_namesTheAddressesOfThePages_andTheyThose() throws Exception {
    Set<String> named = new TreeSet<>();
    document
        .get("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            named.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(named).isEqualTo(addressesOfThePages());
  }

  @Test
  void operations_haveUniqueIds() {
    List<String> ids = document.findValuesAsString("operationId");
    assertThat(ids).hasSizeGreaterThan(15).doesNotHaveDuplicates();
  }

  @Test
  void operation_saysWhatItsSenderHasToBeAllowed() {
    assertThat(document.at("/paths/~1api~1v1~1audit/get/security").toString())
        .isEqualTo("[{},{\"bearer\":[\"admin\"]}]");
    assertThat(document.at("/paths/~1health~1live/get/security").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/findings, /api/v1/findings?limit=1, 200",
    "/api/v1/findings, /api/v1/findings?handling=all, 200",
    "/api/v1/findings, /api/v1/findings?limit=many, 400",
    "/api/v1/findings/{id}, /api/v1/findings/FINDING, 200",
    "/api/v1/findings/{id}, /api/v1/findings/none, 404",
    "/api/v1/findings/{id}/actions, /api/v1/findings/FINDING/actions, 200",
    "/api/v1/audit, /api/v1/audit?limit=1, 200",
    "/api/v1/tokens, /api/v1/tokens, 200",
    "/api/v1/sinks, /api/v1/sinks, 200",
    "/api/v1/warnings, /api/v1/warnings, 200",
    "/health/sources, /health/sources, 200",
    "/api/v1/openapi.json, /api/v1/openapi.json, 200",
  })
  void answer_looksLikeItIsDescribed(String path, String address, int status) throws Exception {
    assertDescribed(path, get(address.replace("FINDING", finding.id())), status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/findings/actions | {'ids':['FINDING'],'action':'comment','reason':'x'} | 200",
        "/api/v1/findings/actions | {'ids':['none'],'action':'acknowledge'} | 404",
        "/api/v1/findings/actions | {} | 400",
        "/api/v1/tokens | {'name':'ben','scopes':['read'],'expires':'2999-01-01T00:00:00Z'} | 201",
        "/api/v1/telemetry | workload,timestamp,cpu_utilization | 200",
        "/api/v1/telemetry | none | 400",
      })
  void answerToWhatIsSent_looksLikeItIsDescribed(String path, String body, int status)
      throws Exception {
    String sent = body.replace('\'', '"').replace("FINDING", finding.id());
    assertDescribed(path, send("POST", path, sent), status);
  }

  private void assertDescribed(String path, HttpResponse<String> answer, int status) {
    String method = answer.request().method().toLowerCase(Locale.ROOT);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode content =
        document
            .get("paths")
            .get(path)
            .get(method)
            .get("responses")
            .get(String.valueOf(status))
            .get("content");
    String type = answer.headers().firstValue("content-type").orElseThrow().replaceFirst(";.*", "");
    assertThat(errors(content.get(type).get("schema"), JSON.readTree(answer.body()))).isEmpty();
  }

  /// Fields are added over time; here a field that is not described is a fault.
  private List<Error> errors(JsonNode schema, JsonNode value) {
    ObjectNode closed = JSON.createObjectNode();
    closed.set("components", document.get("components").deepCopy());
    closed.get("components").get("schemas").forEach(OpenApiTest::close);
    closed.setAll((ObjectNode) schema);
    return SCHEMAS.getSchema(closed).validate(value);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(OpenApiTest::close);
  }

  private static Set<String> addressesOfThePages() throws IOException {
    String pages =
        Files.readString(PAGES.resolve("server.md")) + Files.readString(PAGES.resolve("access.md"));
    return ADDRESS
        .matcher(pages)
        .results()
        .filter(found -> found.group(2).matches("/(api/|v1/|metrics|health/).*"))
        .map((MatchResult found) -> found.group(1) + " " + found.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode specification() throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            OpenApiTest.class.getResourceAsStream("openapi/openapi-3.1.schema.json"))) {
      return JSON.readTree(schema);
    }
  }

  private HttpResponse<String> get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(address)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String address, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(address))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
