package dev.flatline.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Logins by a real provider, honest and not.
class OidcLoginTest {
  private static final Duration LIFE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  private ScriptedProvider provider;
  private OidcConfig config;
  private OidcLogin login;

  @BeforeEach
  void start() throws IOException {
    provider = ScriptedProvider.start();
    config = provider.config(folder);
    login = new OidcLogin(config, InstantSource.system());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void whoeverTheProviderVouchesFor_mayWhatTheirGroupsMay() throws Exception {
    provider.expectAnna(claims("admins", "shop-team", "cooks"), LIFE);
    OidcLogin.Done done = end(begin());
    assertThat(done.caller().name()).isEqualTo("anna (Ops)");
    assertThat(done.caller().grants())
        .containsExactly(
            Grant.ofAll(EnumSet.of(Scope.ADMIN)),
            Grant.ofTenants(EnumSet.of(Scope.READ), Set.of("shop")));
    assertThat(done.detail()).isEqualTo("subject subject-1; may admin; read of shop");
    assertThat(done.wanted()).isEqualTo("/fleet");
  }

  @Test
  void namesOfWhateverLength_areThoseOfActors() throws Exception {
    String endless = "\u202e\ud83d\ude00".repeat(5_000);
    provider.expectAnna(Map.of("preferred_username", endless, "groups", List.of("admins")), LIFE);
    String name = end(begin()).caller().name();
    assertThat(new Actor(name, "").name()).endsWith("(Ops)").doesNotContain("\u202e");
  }

  @Test
  void request_toTheProvider_hasStateNonceAndAChallenge_eachTimeAnew() throws Exception {
    QueryParams first = begin().asked();
    QueryParams second = begin().asked();
    for (String name : List.of("state", "nonce", "code_challenge")) {
      assertThat(first.get(name)).hasSize(43).isNotEqualTo(second.get(name));
    }
    assertThat(first.get("code_challenge_method")).isEqualTo("S256");
    assertThat(first.get("redirect_uri")).isEqualTo("https://flatline.example/login/oidc/callback");
  }

  @Test
  void whoIsInNoGroupThatMay_isToldSo() {
    provider.expectAnna(claims("cooks"), LIFE);
    assertRefused(
        begin(), "anna is in cooks; none of the groups that may log in here is among them");
    provider.expectAnna(Map.of("preferred_username", "anna"), LIFE);
    assertRefused(begin(), "its ID tokens lack the claim groups");
  }

  @Test
  void answerOfAnotherLogin_isRefused() {
    provider.expectAnna(claims("admins"), LIFE);
    Begun one = begin();
    assertRefused(new Begun(one.to(), begin().cookie()), "belongs to another login");
    assertRefused(new Begun(one.to(), "x=y"), "was not begun in this browser");
  }

  @Test
  void tokenOfAnotherLogin_isRefused() {
    provider.expectAnna(claims("admins"), LIFE);
    Begun begun = begin();
    String changed =
        begun.to().toString().replace(String.valueOf(begun.asked().get("nonce")), "n".repeat(43));
    assertRefused(
        new Begun(URI.create(changed), begun.cookie()),
        "the ID token does not hold: Unexpected JWT nonce");
  }

  @Test
  void codeThatAnotherBrowserAskedFor_isWorthNothing() {
    provider.expectAnna(claims("admins"), LIFE);
    Begun begun = begin();
    String changed =
        begun
            .to()
            .toString()
            .replace(String.valueOf(begun.asked().get("code_challenge")), "c".repeat(43));
    assertRefused(new Begun(URI.create(changed), begun.cookie()), "gives no token: invalid_grant");
  }

  @Test
  void tokenThatIsOver_isRefused() {
    provider.expectAnna(claims("admins"), LIFE.negated());
    assertRefused(begin(), "the ID token does not hold: Expired JWT");
  }

  @Test
  void tokensThatOthersCouldHaveMade_areRefused() throws Exception {
    provider.rotateKey("one");
    Begun begun = begin();
    String nonce = String.valueOf(begun.asked().get("nonce"));
    JWTClaimsSet good = provider.claims(nonce).build();
    SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good);
    shared.sign(new MACSigner(ScriptedProvider.SECRET.getBytes(StandardCharsets.UTF_8)));
    assertForged(begun, new PlainJWT(good), "Signed ID token expected");
    assertForged(begun, shared, "Signed JWT rejected");
    assertForged(
        begun,
        provider.signed(provider.claims(nonce).audience("another").build()),
        "Unexpected JWT audience");
    assertForged(
        begun,
        provider.signed(provider.claims(nonce).issuer("http://elsewhere").build()),
        "Unexpected JWT issuer");
    assertForged(
        begun,
        provider.signed(provider.claims(nonce).expirationTime(Date.from(Instant.EPOCH)).build()),
        "Expired JWT");
    provider.forge(provider.signed(good));
    assertThat(end(begun).caller().name()).isEqualTo("anna (Ops)");
  }

  @Test
  void keysThatWereRotated_areAskedForAnew() throws Exception {
    for (String id : List.of("one", "two")) {
      provider.rotateKey(id);
      Begun begun = begin();
      String nonce = String.valueOf(begun.asked().get("nonce"));
      provider.forge(provider.signed(provider.claims(nonce).build()));
      assertThat(end(begun).caller().name()).isEqualTo("anna (Ops)");
    }
  }

  @Test
  void providerThatSaysNo_isQuotedByItsCodeAlone() {
    Begun begun = begin();
    String state = begun.asked().get("state");
    assertThatThrownBy(
            () -> came(begun, "error=access_denied&error_description=secret&state=" + state))
        .isInstanceOf(OidcException.class)
        .hasMessage("the provider says: access_denied");
    assertThatThrownBy(() -> came(begun, "error=%3Cb%3E&state=" + state))
        .hasMessage("the provider says: an error without a code");
    assertThatThrownBy(() -> came(begun, "code=x&iss=https%3A%2F%2Fevil.example&state=" + state))
        .hasMessageContaining("another provider's answer");
  }

  @Test
  void providerThatIsDown_isSaidToBe() {
    provider.close();
    assertThatThrownBy(() -> login.begin("/fleet"))
        .isInstanceOfSatisfying(
            OidcException.class,
            e -> assertThat(e.reason()).isEqualTo(OidcException.Reason.UNREACHABLE))
        .hasMessageStartingWith("Ops (http://localhost:");
  }

  @Test
  void providerThatTookLongToFail_isLeftAloneForAWhile() {
    provider.close();
    Instant[] now = {Instant.EPOCH};
    OidcLogin slow = new OidcLogin(config, () -> now[0] = now[0].plus(Duration.ofSeconds(3)));
    assertThatThrownBy(() -> slow.begin("/fleet")).hasMessageNotContaining("a moment ago");
    assertThatThrownBy(() -> slow.begin("/fleet")).hasMessageContaining("a moment ago");
  }

  @Test
  void secretThatCannotBeRead_isToldToTheLogAlone() throws Exception {
    Begun begun = begin();
    Files.delete(folder.resolve("client-secret"));
    assertThatThrownBy(() -> came(begun, "code=x&state=" + begun.asked().get("state")))
        .isInstanceOfSatisfying(
            OidcException.class,
            e -> assertThat(e.reason()).isEqualTo(OidcException.Reason.UNREACHABLE))
        .hasMessageEndingWith("the client's secret cannot be read");
  }

  @ParameterizedTest
  @CsvSource({
    "authorization_endpoint, http://login.example/authorize",
    "token_endpoint, http://login.example/token",
    "jwks_uri, http://login.example/keys",
    "userinfo_endpoint, http://login.example/me",
    "authorization_endpoint, https:x",
    "token_endpoint, https:x",
    "jwks_uri, https:/keys",
    "userinfo_endpoint, https:///me"
  })
  void providerThatNamesAnAddressWithoutTlsOrHost_isNotUsed(String endpoint, String url) {
    provider.describe(endpoint, url);
    assertUnreachable(() -> OidcLogin.check(config), "it names " + url + " as its " + endpoint);
    assertUnreachable(() -> login.begin("/fleet"), "it names " + url + " as its " + endpoint);
  }

  @Test
  void providerThatFailsWithTheTokens_isOneThatCannotBeAsked() {
    Begun begun = begin();
    String came = "code=x&state=" + begun.asked().get("state");
    provider.answerTokens(503, "<html>busy</html>");
    assertUnreachable(() -> came(begun, came), "its token endpoint answers HTTP 503");
    provider.answerTokens(500, "{\"error\":\"server_error\"}");
    assertUnreachable(() -> came(begun, came), "its token endpoint answers HTTP 500");
    provider.answerTokens(200, "<html>busy</html>");
    assertUnreachable(() -> came(begun, came), "does not answer as one");
    provider.answerTokens(404, "<html>gone</html>");
    assertThatThrownBy(() -> came(begun, came))
        .isInstanceOfSatisfying(
            OidcException.class,
            e -> assertThat(e.reason()).isEqualTo(OidcException.Reason.REFUSED))
        .hasMessage("the provider gives no token: an error without a code");
  }

  private static void assertUnreachable(ThrowingCallable asking, String why) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            OidcException.class,
            e -> assertThat(e.reason()).isEqualTo(OidcException.Reason.UNREACHABLE))
        .hasMessageContaining(why);
  }

  private void assertForged(Begun begun, JWT token, String why) {
    provider.forge(token);
    assertRefused(begun, "the ID token does not hold: " + why);
  }

  private void assertRefused(Begun begun, String why) {
    assertThatThrownBy(() -> end(begun))
        .isInstanceOf(OidcException.class)
        .hasMessageContaining(why);
  }

  private static Map<String, Object> claims(String... groups) {
    return Map.of("preferred_username", "anna", "groups", List.of(groups));
  }

  /// A browser on its way.
  private record Begun(URI to, String cookie) {
    QueryParams asked() {
      return QueryParams.fromQueryString(to.getRawQuery());
    }
  }

  private Begun begin() {
    try {
      OidcLogin.Begun begun = login.begin("/fleet");
      return new Begun(begun.to(), begun.cookie().toCookieHeader());
    } catch (OidcException e) {
      throw new AssertionError(e);
    }
  }

  /// Goes to the provider, and comes back from there.
  private OidcLogin.Done end(Begun begun) throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      java.net.http.HttpRequest there = java.net.http.HttpRequest.newBuilder(begun.to()).build();
      URI back =
          URI.create(
              browser
                  .send(there, BodyHandlers.discarding())
                  .headers()
                  .firstValue("location")
                  .orElseThrow());
      return came(begun, back.getRawQuery());
    }
  }

  private OidcLogin.Done came(Begun begun, String query) throws OidcException {
    HttpRequest request =
        HttpRequest.of(
            RequestHeaders.builder(HttpMethod.GET, "/login/oidc/callback")
                .set("cookie", begun.cookie())
                .build());
    return login.end(request, QueryParams.fromQueryString(query));
  }
}
