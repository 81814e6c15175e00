package dev.flatline.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Glob;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server with TLS that asks everybody who they are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardedServerTest {
  /// Content types of TLS records (RFC 8446, 5.1).
  private static final int HANDSHAKE = 22;

  private static final int ALERT = 21;

  @TempDir private static Path folder;

  private CertificateAuthority clients;
  private Issued gone;
  private FlatlineServer server;
  private HttpClient client;
  private String admin = "";

  @BeforeAll
  void start() throws IOException {
    Issued own =
        CertificateAuthority.root(folder, "servers").issue("server", Use.SERVER, "127.0.0.1");
    clients = CertificateAuthority.root(folder, "clients");
    Path revoked = folder.resolve("revoked.pem");
    gone = clients.issue("gone", Use.CLIENT, "gone.agents.example");
    Files.writeString(revoked, clients.revoked(gone.parsed()));
    TlsConfig tls =
        new TlsConfig(
            own.certificate(),
            own.key(),
            Optional.of(
                new ClientsConfig(
                    folder.resolve("clients.pem"),
                    List.of(Glob.of("*.agents.example")),
                    Optional.of(revoked),
                    OcspUse.NEVER)));
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder.resolve("data"),
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none().withTls(tls).withAccess(new AccessConfig(true, false)),
                "test"));
    admin = Files.readString(server.firstToken().orElseThrow()).strip();
    client = client(Optional.empty());
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  private HttpClient client(Optional<Issued> shown) {
    TlsSettings settings =
        new TlsSettings(
            Optional.of(folder.resolve("servers.pem")),
            shown.map(one -> new TlsSettings.ClientCertificate(one.certificate(), one.key())));
    return HttpClient.newBuilder().sslContext(TlsContext.of(settings)).build();
  }

  @Test
  void firstToken_isReadByTheServersOwnUserAlone() throws IOException {
    Path file = server.firstToken().orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/findings",
        "/api/v1/findings/1",
        "/api/v1/findings/1/actions",
        "/api/v1/sinks",
        "/api/v1/audit",
        "/api/v1/tokens",
        "/metrics",
        "/health/sources",
        "/events"
      })
  void withoutAToken_nothingIsTold(String address) throws Exception {
    HttpResponse<String> answer = get(address, "");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/findings", "/findings/1", "/fleet", "/workload?name=x", "/coverage", "/health"})
  void withoutAToken_pagesLeadToTheLogin(String address) throws Exception {
    HttpResponse<String> answer = get(address, "");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("/login?to="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/telemetry",
        "/api/v1/write",
        "/v1/metrics",
        "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
        "/api/v1/findings/actions"
      })
  void withoutAToken_nothingIsTaken(String address) throws Exception {
    assertThat(post(client, address, "x", "").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/login"})
  void whatAnybodyMaySee_isOpen(String address) throws Exception {
    assertThat(get(address, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, 403, 403, 200",
    "read, 200, 403, 403",
    "operate, 200, 403, 403",
    "admin, 200, 200, 200"
  })
  void aToken_allowsWhatItsScopeSays(String scope, int reading, int tokens, int sending)
      throws Exception {
    String token = made("{\"name\":\"t\",\"scopes\":[\"" + scope + "\"]}");
    assertThat(get("/api/v1/findings", token).statusCode()).isEqualTo(reading);
    assertThat(get("/api/v1/tokens", token).statusCode()).isEqualTo(tokens);
    assertThat(post(client, "/api/v1/telemetry", row(), token).statusCode()).isEqualTo(sending);
  }

  @Test
  void aTokenThatIsRevoked_endsAtOnceOnThisServer_andTheAuditLogTells() throws Exception {
    HttpResponse<String> made =
        post(client, "/api/v1/tokens", "{\"name\":\"gone\",\"scopes\":[\"read\"]}", admin);
    String token = json(made).get("token").asString();
    String id = json(made).get("id").asString();
    assertThat(get("/api/v1/findings", token).statusCode()).isEqualTo(200);
    assertThat(send(request("/api/v1/tokens/" + id, admin).DELETE()).statusCode()).isEqualTo(204);
    assertThat(get("/api/v1/findings", token).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/audit", admin).body())
        .contains("token.make", "token.end", "first-admin", "shows a token that is not known");
  }

  @Test
  void aTokenThatIsReplaced_holdsForAWhileYet() throws Exception {
    HttpResponse<String> made =
        post(client, "/api/v1/tokens", "{\"name\":\"agents\",\"scopes\":[\"read\"]}", admin);
    String id = json(made).get("id").asString();
    HttpResponse<String> replaced =
        post(client, "/api/v1/tokens/" + id + "/replacement", "", admin);
    assertThat(replaced.statusCode()).isEqualTo(201);
    assertThat(get("/api/v1/findings", json(made).get("token").asString()).statusCode())
        .isEqualTo(200);
    assertThat(get("/api/v1/findings", json(replaced).get("token").asString()).statusCode())
        .isEqualTo(200);
    assertThat(json(replaced).get("name").asString()).isEqualTo("agents");
  }

  @Test
  void tokens_areListedWithoutTheirTexts() throws Exception {
    String token = made("{\"name\":\"secret\",\"scopes\":[\"read\"]}");
    assertThat(get("/api/v1/tokens", admin).body()).contains("\"secret\"").doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"name\":\"x\",\"scopes\":[]}",
        "{\"name\":\"x\",\"scopes\":[\"root\"]}",
        "{\"name\":\"\",\"scopes\":[\"read\"]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires\":\"2020-01-01T00:00:00Z\"}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"forever\":true}"
      })
  void aTokenThatCannotBe_isNotMade(String body) throws Exception {
    assertThat(post(client, "/api/v1/tokens", body, admin).statusCode()).isEqualTo(400);
  }

  @Test
  @Order(1)
  void login_withAToken_isASessionThatEndsWithTheLogout() throws Exception {
    String token = made("{\"name\":\"me\",\"scopes\":[\"read\"]}");
    HttpResponse<String> in = form("/login", "token=" + token + "&to=%2Ffleet", "");
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("location")).contains("/fleet");
    String cookie = in.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("__Host-flatline=")
        .containsIgnoringCase("HttpOnly")
        .contains("Secure", "SameSite=Lax", "Path=/");
    String session = cookie.substring(0, cookie.indexOf(';'));
    assertThat(withCookie("/fleet", session).statusCode()).isEqualTo(200);
    assertThat(form("/logout", "", session).statusCode()).isEqualTo(303);
    assertThat(withCookie("/fleet", session).statusCode()).isEqualTo(303);
  }

  @Test
  @Order(2)
  void login_leadsNowhereElse() throws Exception {
    String token = made("{\"name\":\"me\",\"scopes\":[\"read\"]}");
    for (String elsewhere :
        List.of("https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example")) {
      HttpResponse<String> in = form("/login", "token=" + token + "&to=" + elsewhere, "");
      assertThat(in.headers().firstValue("location")).contains("/findings");
    }
  }

  @Test
  @Order(3)
  void login_withAWrongToken_isRefusedAndSaysSo() throws Exception {
    HttpResponse<String> refused = form("/login", "token=flt_wrong", "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("This token is not known").doesNotContain("flt_wrong");
    assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
  }

  @Test
  void logins_thatFailAgainAndAgain_haveToWait() throws Exception {
    int status = 0;
    for (int i = 0; i <= Refusals.MOST_LOGINS; i++) {
      status = form("/login", "token=flt_wrong", "").statusCode();
    }
    assertThat(status).isEqualTo(429);
    assertThat(get("/api/v1/findings", admin).statusCode()).isEqualTo(200);
    assertThat(audit()).contains("logs in though too many of its logins failed");
  }

  @Test
  void aClientsCertificate_letsItSendAndNothingElse() throws Exception {
    Issued agent = clients.issue("agent", Use.CLIENT, "one.agents.example");
    try (HttpClient sender = client(Optional.of(agent))) {
      assertThat(post(sender, "/api/v1/telemetry", row(), "").statusCode()).isEqualTo(200);
      HttpRequest reading = request("/api/v1/findings", "").GET().build();
      assertThat(sender.send(reading, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      assertThat(get("/metrics", admin).body())
          .contains(
              "flatline_sender_heard_timestamp_seconds{sender=\"one.agents.example\",way=\"csv\"}");
    }
  }

  @Test
  void aClientsCertificateOfAnotherAuthority_isRefusedByTls() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.createDirectories(elsewhere);
    assertRefusedByTls(
        CertificateAuthority.root(elsewhere, "clients")
            .issue("stranger", Use.CLIENT, "one.agents.example"));
  }

  @Test
  void aClientsCertificateOfAnotherName_isRefusedByTls() {
    assertRefusedByTls(clients.issue("misnamed", Use.CLIENT, "one.other.example"));
  }

  @Test
  void aClientsCertificateThatIsOver_isRefusedByTls() {
    assertRefusedByTls(
        clients.issue("over", Use.CLIENT, Duration.ofDays(-1), "one.agents.example"));
  }

  @Test
  void aClientsCertificateThatIsRevoked_isRefusedByTls() {
    assertRefusedByTls(gone);
  }

  /// The client sees a connection that ends; the audit log says whose certificate it was.
  private void assertRefusedByTls(Issued shown) {
    String subject = shown.parsed().getSubjectX500Principal().getName();
    try (HttpClient sender = client(Optional.of(shown))) {
      assertThatThrownBy(() -> post(sender, "/api/v1/telemetry", row(), ""))
          .isInstanceOf(IOException.class);
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(audit())
                    .contains("shows a certificate that is refused: " + subject + ": "));
  }

  @Test
  void whatAPageOfAnotherSiteSends_isRefused_andTheAuditLogTells() throws Exception {
    HttpRequest.Builder request =
        request("/api/v1/findings/actions", admin)
            .header("Sec-Fetch-Site", "cross-site")
            .POST(BodyPublishers.ofString("{}"));
    long before = refused();
    assertThat(send(request).statusCode()).isEqualTo(403);
    assertThat(audit())
        .contains("is sent by a page of another site", "POST /api/v1/findings/actions");
    assertThat(refused()).isGreaterThan(before);
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256,                  true",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,    false",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,    false",
    "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256,         false",
    "TLSv1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,    false",
    "TLSv1,   TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,    false",
  })
  void onlyGoodTls_isSpoken(String protocol, String suite, boolean spoken) throws Exception {
    SslContext context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL)
            .protocols(protocol)
            .ciphers(List.of(suite))
            .trustManager(folder.resolve("servers.pem").toFile())
            .build();
    EmbeddedChannel channel = new EmbeddedChannel(context.newHandler(ByteBufAllocator.DEFAULT));
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      for (ByteBuf hello = channel.readOutbound(); hello != null; hello = channel.readOutbound()) {
        hello.readBytes(socket.getOutputStream(), hello.readableBytes());
        hello.release();
      }
      int contentType = socket.getInputStream().read();
      assertThat(contentType).isEqualTo(spoken ? HANDSHAKE : ALERT);
    } finally {
      ChannelFuture unused = channel.close();
    }
  }

  @Test
  void metrics_asOpenMetrics_tellWhatTheGuardAndTheLogDid() throws Exception {
    HttpResponse<String> told =
        send(
            request("/metrics", admin)
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .GET());
    assertThat(told.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(told.body())
        .endsWith("# EOF\n")
        .contains("flatline_refused_requests_total ", "flatline_log_left_out_lines_total ")
        .contains("flatline_tls_certificate_end_timestamp_seconds{of=\"tls.certificate\"} ")
        .contains("flatline_tls_certificate_end_timestamp_seconds{of=\"tls.clients.ca\"} ")
        .contains("flatline_tls_certificate_end_timestamp_seconds{of=\"tls.clients.revoked\"} ");
  }

  private long refused() throws Exception {
    return get("/metrics", admin)
        .body()
        .lines()
        .filter(line -> line.startsWith("flatline_refused_requests_total "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private String audit() throws Exception {
    return get("/api/v1/audit?limit=200", admin).body();
  }

  private String made(String body) throws Exception {
    HttpResponse<String> made = post(client, "/api/v1/tokens", body, admin);
    assertThat(made.statusCode()).isEqualTo(201);
    return json(made).get("token").asString();
  }

  private static String row() {
    return "workload,timestamp,cpu_utilization\nvm," + Instant.now() + ",0.5\n";
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(request(path, token).GET());
  }

  private HttpResponse<String> withCookie(String path, String cookie) throws Exception {
    return send(request(path, "").header("Cookie", cookie).GET());
  }

  private HttpResponse<String> form(String path, String body, String cookie) throws Exception {
    HttpRequest.Builder request =
        request(path, "")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  private HttpResponse<String> post(HttpClient sender, String path, String body, String token)
      throws Exception {
    HttpRequest.Builder request = request(path, token).POST(BodyPublishers.ofString(body));
    boolean json = path.startsWith("/api/v1/tokens");
    return sender.send(
        (json ? request.header("Content-Type", "application/json") : request).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
