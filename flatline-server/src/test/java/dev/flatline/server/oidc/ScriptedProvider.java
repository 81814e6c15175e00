package dev.flatline.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.flatline.connectors.Secret;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// A provider on this machine, which logs in whoever comes as whom a test says, and lies where a
/// test wants that.
final class ScriptedProvider implements AutoCloseable {
  private static final String CLIENT = "flatline";
  static final String SECRET = "a-secret-that-both-have-of-32-chars";
  private static final String ISSUER = "ops";
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final int OK = 200;
  private static final long LIFE_SECONDS = 300;

  private final MockOAuth2Server server;
  private volatile @Nullable RSAKey key;
  private volatile @Nullable String idToken;
  private volatile @Nullable Said tokenAnswer;
  private volatile @Nullable Said description;

  private ScriptedProvider() {
    this.server =
        new MockOAuth2Server(
            new OAuth2Config(),
            new Answer("/ops/token", () -> Optional.ofNullable(tokenAnswer)),
            new Answer("/ops" + WELL_KNOWN, () -> Optional.ofNullable(description)),
            new Answer(
                "/ops/token", () -> Optional.ofNullable(idToken).map(this::tokens).map(Said::well)),
            new Answer(
                "/ops/jwks",
                () -> Optional.ofNullable(key).map(ScriptedProvider::keys).map(Said::well)));
  }

  static ScriptedProvider start() {
    ScriptedProvider provider = new ScriptedProvider();
    provider.server.start();
    return provider;
  }

  /// What is answered.
  private record Said(int status, String body) {
    static Said well(String body) {
      return new Said(OK, body);
    }
  }

  /// An answer instead of the provider's own, where there is one.
  private record Answer(String path, Supplier<Optional<Said>> said) implements Route {
    @Override
    public boolean match(OAuth2HttpRequest request) {
      return request.getUrl().encodedPath().equals(path) && said.get().isPresent();
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
      Headers headers = Headers.of("Content-Type", "application/json");
      Said now = said.get().orElseThrow();
      return new OAuth2HttpResponse(headers, now.status, now.body, null);
    }
  }

  /// What a server is told of it: admins may all, the shop's team may read of the tenant shop.
  ///
  /// @param folder for the client's secret
  OidcConfig config(Path folder) throws IOException {
    return config(folder, URI.create("https://flatline.example"));
  }

  /// The same to a server that browsers reach there.
  OidcConfig config(Path folder, URI externalUrl) throws IOException {
    Path secret = folder.resolve("client-secret");
    Files.writeString(secret, SECRET);
    return new OidcConfig(
        "Ops",
        issuer(),
        new OidcConfig.Client(
            CLIENT, Optional.of(new Secret.OfFile(secret)), List.of("openid", "profile")),
        externalUrl,
        new OidcConfig.Claims("preferred_username", "groups"),
        Duration.ofHours(8),
        Optional.empty(),
        List.of(
            new OidcConfig.Group("admins", Grant.ofAll(EnumSet.of(Scope.ADMIN))),
            new OidcConfig.Group(
                "shop-team", Grant.ofTenants(EnumSet.of(Scope.READ), Set.of("shop")))));
  }

  private URI issuer() {
    return server.issuerUrl(ISSUER).uri();
  }

  /// The next one who comes is anna, of these groups, with a token that ends after a time.
  void expectAnna(Map<String, Object> claims, Duration life) {
    idToken = null;
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            ISSUER, "subject-1", "JWT", List.of(CLIENT), claims, life.toSeconds()));
  }

  /// Everybody gets this ID token from now on.
  void forge(JWT token) {
    idToken = token.serialize();
  }

  /// Everybody who asks for a token is answered this from now on.
  void answerTokens(int status, String body) {
    tokenAnswer = new Said(status, body);
  }

  /// No more of it: it goes on as before.
  void answerTokens() {
    tokenAnswer = null;
  }

  /// Says of itself what it is, but for one property.
  void describe(String property, String value) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer().toString());
    for (String endpoint : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
      document.put(endpoint, issuer() + "/" + endpoint);
    }
    document.put("subject_types_supported", List.of("public"));
    document.put(property, value);
    description = Said.well(JSONObjectUtils.toJSONString(document));
  }

  /// Signs with a new key from now on.
  void rotateKey(String id) throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID(id).generate();
  }

  /// Claims that hold.
  JWTClaimsSet.Builder claims(String nonce) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .subject("subject-1")
        .audience(CLIENT)
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(LIFE_SECONDS)))
        .claim("nonce", nonce)
        .claim("groups", List.of("shop-team"))
        .claim("preferred_username", "anna");
  }

  JWT signed(JWTClaimsSet claims) throws JOSEException {
    RSAKey signing = Objects.requireNonNull(key);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signing.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(signing));
    return token;
  }

  private String tokens(String token) {
    return "{\"token_type\":\"Bearer\",\"access_token\":\"x\",\"id_token\":\"" + token + "\"}";
  }

  private static String keys(RSAKey key) {
    return new JWKSet(key).toString();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
