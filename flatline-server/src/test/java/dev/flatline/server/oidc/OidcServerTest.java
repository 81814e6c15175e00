package dev.flatline.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.guard.Tenants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A browser logs in to a server by a real provider.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcServerTest {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private static final String NOT_LOOKED_AT = "logs in though too many of its logins failed";

  @TempDir private static Path folder;

  private final HttpClient browser = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private FlatlineServer server;
  private String admin = "";

  @BeforeAll
  void start() throws IOException {
    provider = ScriptedProvider.start();
    WorkloadSelection shop =
        new WorkloadSelection(List.of(WorkloadPattern.labelled("namespace", "shop")));
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder.resolve("data"),
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none()
                    .withAccess(new AccessConfig(true, false))
                    .withTenants(new Tenants(Map.of("shop", shop)))
                    .withOidc(provider.config(folder)),
                "test"));
    admin = Files.readString(server.firstToken().orElseThrow()).strip();
  }

  @AfterAll
  void stop() {
    provider.close();
    server.close();
    browser.close();
  }

  @Test
  @Order(1)
  void whoLogsIn_isLedBackToWhatTheyWanted_andTheAuditLogTells() throws Exception {
    assertThat(get("/login?to=%2Ffleet", "").body())
        .contains("Log in with Ops", "href=\"/login/oidc?to=%2Ffleet\"");
    HttpResponse<String> in = login("admins");
    assertThat(in.headers().firstValue("location")).contains("/fleet");
    String session = cookie(in, "__Host-flatline");
    assertThat(in.headers().allValues("set-cookie"))
        .anySatisfy(
            one ->
                assertThat(one)
                    .startsWith("__Host-flatline=")
                    .containsIgnoringCase("httponly")
                    .contains("Secure", "SameSite=Lax"))
        .anySatisfy(one -> assertThat(one).startsWith("__Host-flatline-login=;"));
    assertThat(get("/fleet", session).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/tokens", session).statusCode()).isEqualTo(200);
    assertThat(audit())
        .contains("\"what\":\"login\"", "anna (Ops)", "subject subject-1; may admin")
        .doesNotContain("eyJ");
    HttpRequest out = request("/logout", session).POST(BodyPublishers.noBody()).build();
    assertThat(browser.send(out, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
    assertThat(get("/fleet", session).statusCode()).isEqualTo(303);
  }

  @Test
  @Order(2)
  void groupOfATenant_seesNothingOfTheServerItself() throws Exception {
    String session = cookie(login("shop-team"), "__Host-flatline");
    assertThat(get("/findings", session).statusCode()).isEqualTo(200);
    assertThat(get("/metrics", session).statusCode()).isEqualTo(403);
    assertThat(get("/api/v1/tokens", session).statusCode()).isEqualTo(403);
  }

  @Test
  @Order(3)
  void groupThatMayNothing_isTold_andGetsNoSession() throws Exception {
    HttpResponse<String> refused = login("cooks");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("You are not logged in", "anna is in cooks");
    assertThat(refused.headers().allValues("set-cookie"))
        .noneMatch(one -> one.startsWith("__Host-flatline="));
    assertThat(audit()).contains("anna is in cooks", "refused");
  }

  @Test
  @Order(4)
  void loginsThatFailAgainAndAgain_haveToWait_andTokensStillLogIn() throws Exception {
    String begun = cookie(get("/login/oidc", ""), "__Host-flatline-login");
    int status = 0;
    for (int i = 0; i < 20; i++) {
      status = get("/login/oidc/callback?code=x&state=y", begun).statusCode();
    }
    assertThat(status).isEqualTo(429);
    long before = occurrences(audit(), NOT_LOOKED_AT);
    assertThat(get("/login/oidc", "").statusCode()).isEqualTo(429);
    assertThat(before).isPositive();
    assertThat(occurrences(audit(), NOT_LOOKED_AT)).isEqualTo(before + 1);
    HttpRequest in = request("/login", "").POST(BodyPublishers.ofString("token=" + admin)).build();
    assertThat(browser.send(in, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
  }

  @Test
  @Order(3)
  void answersThatNobodyBegan_asAnotherSiteCanMakeThem_lockNobodyOut() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(get("/login/oidc/callback?code=x&state=y", "").statusCode()).isEqualTo(403);
    }
    assertThat(get("/login/oidc", "").statusCode()).isEqualTo(303);
  }

  @Test
  @Order(3)
  void providerThatFailsAgainAndAgain_locksNobodyOut() throws Exception {
    HttpResponse<String> begun = get("/login/oidc", "");
    String state = QueryParams.fromQueryString(location(begun).getRawQuery()).get("state");
    String attempt = cookie(begun, "__Host-flatline-login");
    provider.answerTokens(502, "<html>");
    for (int i = 0; i < 11; i++) {
      HttpResponse<String> failed = get("/login/oidc/callback?code=x&state=" + state, attempt);
      assertThat(failed.statusCode()).isEqualTo(503);
    }
    provider.answerTokens();
    assertThat(get("/login/oidc", "").statusCode()).isEqualTo(303);
  }

  @Test
  void providerThatIsDown_isToldOnAPage_andTokensStillLogIn() throws Exception {
    ScriptedProvider other = ScriptedProvider.start();
    ServerConfig config =
        ServerConfig.none()
            .withAccess(new AccessConfig(true, false))
            .withTenants(new Tenants(Map.of("shop", WorkloadSelection.NOTHING)))
            .withOidc(other.config(folder));
    other.close();
    try (FlatlineServer alone =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder.resolve("alone"),
                EngineSettings.DEFAULT,
                Policy.none(),
                config,
                "test"))) {
      HttpResponse<String> failed =
          browser.send(
              HttpRequest.newBuilder(alone.uri().resolve("/login/oidc")).build(),
              BodyHandlers.ofString());
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(failed.body()).contains("You are not logged in", "cannot be asked");
      String token = Files.readString(alone.firstToken().orElseThrow()).strip();
      HttpRequest in =
          HttpRequest.newBuilder(alone.uri().resolve("/login"))
              .POST(BodyPublishers.ofString("token=" + token))
              .build();
      assertThat(browser.send(in, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
    }
  }

  private static long occurrences(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  /// Begins here, goes to the provider, and comes back.
  private HttpResponse<String> login(String group) throws Exception {
    provider.expectAnna(Map.of("preferred_username", "anna", "groups", List.of(group)), LIFE);
    HttpResponse<String> begun = get("/login/oidc?to=%2Ffleet", "");
    HttpRequest there = HttpRequest.newBuilder(location(begun)).build();
    URI back = location(browser.send(there, BodyHandlers.ofString()));
    return get(back.getPath() + "?" + back.getRawQuery(), cookie(begun, "__Host-flatline-login"));
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("location").orElseThrow());
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(one -> one.startsWith(name + "="))
        .map(one -> one.substring(0, one.indexOf(';')))
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  private String audit() throws Exception {
    HttpRequest request =
        request("/api/v1/audit?limit=200", "").header("Authorization", "Bearer " + admin).build();
    return browser.send(request, BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    return browser.send(request(path, cookie).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }
}
