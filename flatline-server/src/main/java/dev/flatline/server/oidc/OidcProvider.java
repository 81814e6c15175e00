package dev.flatline.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.NetworkFailures;
import dev.flatline.formats.text.VisibleText;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.oidc.OidcException.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The provider: what it says of itself, which keys it signs with, and for whom it vouches. Safe
/// for several threads.
final class OidcProvider {
  /// How long holds what it says of itself.
  private static final Duration KNOWN_FOR = Duration.ofHours(1);

  /// After it could not be asked, so many do not try at once.
  private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

  /// What clocks that are set by the network differ by, and to spare.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  /// Signatures by keys that the provider alone has. Never `none`, nor one by a secret that both
  /// have (RFC 8725, 3.1).
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private static final int LONGEST_TOLD_CODE_POINTS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

  private final OidcConfig config;
  private final HTTPRequestSender sender;
  private final ResourceRetriever keyFetcher;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known known;
  private Instant failed = Instant.MIN;

  OidcProvider(OidcConfig config, InstantSource clock) {
    this(config, new ProviderHttp(config.authorities()), clock);
  }

  private OidcProvider(OidcConfig config, ProviderHttp http, InstantSource clock) {
    this(config, http, http, clock);
  }

  /// @param sender asks what it says of itself, and for tokens
  /// @param keyFetcher asks for its keys
  OidcProvider(
      OidcConfig config,
      HTTPRequestSender sender,
      ResourceRetriever keyFetcher,
      InstantSource clock) {
    this.config = config;
    this.sender = sender;
    this.keyFetcher = keyFetcher;
    this.clock = clock;
  }

  private record Known(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant asked) {
    boolean isFresh(Instant now) {
      return asked.plus(KNOWN_FOR).isAfter(now);
    }
  }

  private static Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> all = new HashSet<>(JWSAlgorithm.Family.RSA);
    all.addAll(List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
    return Set.copyOf(all);
  }

  /// Where a browser is sent to log in.
  ///
  /// @throws OidcException where the provider cannot be asked
  URI address(LoginAttempt attempt) throws OidcException {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(config.client().scopes().toArray(String[]::new)),
            new ClientID(config.client().id()),
            config.callback())
        .endpointURI(known().metadata.getAuthorizationEndpointURI())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /// Asks it, and for its keys.
  ///
  /// @throws OidcException where nobody could log in by it
  void check() throws OidcException {
    try {
      known().keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
    } catch (KeySourceException e) {
      throw unreachable("its keys cannot be had: " + withoutValues(e), e);
    }
  }

  /// Whether answers without the issuer's name may be another's (RFC 9207).
  boolean saysIssuer() throws OidcException {
    return known().metadata.supportsAuthorizationResponseIssuerParam();
  }

  /// Who has logged in.
  ///
  /// @param code that the browser brought back
  /// @throws OidcException where the provider cannot be asked, or what it says does not hold
  Person person(AuthorizationCode code, LoginAttempt attempt) throws OidcException {
    Known now = known();
    JWT token = idToken(code, attempt, now.metadata);
    IDTokenValidator validator =
        new IDTokenValidator(
            now.metadata.getIssuer(),
            new ClientID(config.client().id()),
            new JWSVerificationKeySelector<>(ALGORITHMS, now.keys),
            null);
    validator.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
    try {
      IDTokenClaimsSet claims = validator.validate(token, new Nonce(attempt.nonce()));
      return Person.of(claims, config.claims());
    } catch (BadJOSEException e) {
      throw new OidcException(Reason.REFUSED, "the ID token does not hold: " + withoutValues(e), e);
    } catch (JOSEException e) {
      throw unreachable("its keys cannot be had: " + withoutValues(e), e);
    }
  }

  /// Messages of the library quote claims after a colon.
  private static String withoutValues(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("(?s):.*", "");
  }

  private JWT idToken(AuthorizationCode code, LoginAttempt attempt, OIDCProviderMetadata metadata)
      throws OidcException {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(code, config.callback(), new CodeVerifier(attempt.verifier()));
    TokenResponse answer;
    try {
      HTTPResponse sent = request(grant, metadata).toHTTPRequest().send(sender);
      if (sent.getStatusCode() >= HTTPResponse.SC_SERVER_ERROR) {
        throw unreachable("its token endpoint answers HTTP " + sent.getStatusCode(), null);
      }
      answer = OIDCTokenResponseParser.parse(sent);
    } catch (IOException | ParseException | IllegalArgumentException | NullPointerException e) {
      throw unreachable("its token endpoint does not answer as one", e);
    }
    if (!answer.indicatesSuccess()) {
      String error = answer.toErrorResponse().getErrorObject().getCode();
      throw new OidcException(
          Reason.REFUSED, "the provider gives no token: " + CallbackAnswer.errorCode(error));
    }
    if (!(answer instanceof OIDCTokenResponse tokens)
        || tokens.getOIDCTokens().getIDToken() == null) {
      throw new OidcException(Reason.REFUSED, "the provider gives no ID token");
    }
    return tokens.getOIDCTokens().getIDToken();
  }

  private TokenRequest request(AuthorizationCodeGrant grant, OIDCProviderMetadata metadata)
      throws OidcException {
    ClientID id = new ClientID(config.client().id());
    URI endpoint = metadata.getTokenEndpointURI();
    if (config.client().secret().isEmpty()) {
      return new TokenRequest.Builder(endpoint, id, grant).build();
    }
    Secret secret;
    try {
      secret = new Secret(config.client().secret().get().read());
    } catch (SourceException e) {
      throw unreachable("the client's secret cannot be read", e);
    }
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean inBody =
        methods != null
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    ClientAuthentication shown =
        inBody ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    return new TokenRequest.Builder(endpoint, shown, grant).build();
  }

  /// What it says of itself holds for an hour, and longer while it cannot be asked.
  /// While one asks, others go on with what it said before; where nobody knows yet, they wait.
  private Known known() throws OidcException {
    Known before = known;
    if (before == null) {
      asking.lock();
    } else if (before.isFresh(clock.instant()) || !asking.tryLock()) {
      return before;
    }
    try {
      return knownOrAsked();
    } finally {
      asking.unlock();
    }
  }

  private Known knownOrAsked() throws OidcException {
    Instant now = clock.instant();
    Known before = known;
    if (before != null && before.isFresh(now)) {
      return before;
    }
    if (failed.isAfter(now.minus(LEFT_ALONE))) {
      return orElse(before, unreachable("it could not be asked a moment ago", null));
    }
    try {
      Known found = ask(before, now);
      known = found;
      return found;
    } catch (IOException | ParseException e) {
      failed = clock.instant();
      String why = e.getMessage() == null ? NetworkFailures.text(e) : e.getMessage();
      return orElse(before, unreachable(why, e));
    }
  }

  private static Known orElse(@Nullable Known before, OidcException failure) throws OidcException {
    if (before == null) {
      throw failure;
    }
    LOG.warn("{}; what it said before holds", failure.detail());
    return before;
  }

  private Known ask(@Nullable Known before, Instant now) throws IOException, ParseException {
    Issuer issuer = new Issuer(config.issuer());
    HTTPResponse answer = new OIDCProviderConfigurationRequest(issuer).toHTTPRequest().send(sender);
    answer.ensureStatusCode(HTTPResponse.SC_OK);
    OIDCProviderMetadata metadata = parse(answer.getBody());
    if (!metadata.getIssuer().equals(issuer)) {
      throw new IOException("it says that its issuer is " + metadata.getIssuer());
    }
    if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
      throw new IOException("it names no endpoint for the authorization code flow");
    }
    requirePrivate("authorization_endpoint", metadata.getAuthorizationEndpointURI());
    requirePrivate("token_endpoint", metadata.getTokenEndpointURI());
    requirePrivate("jwks_uri", metadata.getJWKSetURI());
    if (metadata.getUserInfoEndpointURI() != null) {
      requirePrivate("userinfo_endpoint", metadata.getUserInfoEndpointURI());
    }
    URI keysAt = metadata.getJWKSetURI();
    if (before != null && keysAt.equals(before.metadata.getJWKSetURI())) {
      return new Known(metadata, before.keys, now);
    }
    return new Known(metadata, keys(keysAt), now);
  }

  private static void requirePrivate(String endpoint, URI url) throws IOException {
    if (!OidcConfig.isPrivate(url)) {
      throw new IOException(
          "it names "
              + VisibleText.shortened(url.toString(), LONGEST_TOLD_CODE_POINTS)
              + " as its "
              + endpoint
              + "; expected https://HOST, or http:// on this machine itself");
    }
  }

  /// The library answers what lacks something that it needs with unchecked exceptions.
  private static OIDCProviderMetadata parse(String body) throws IOException, ParseException {
    try {
      return OIDCProviderMetadata.parse(body);
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new IOException("what it says of itself is not whole: " + e.getMessage(), e);
    }
  }

  /// They are remembered for five minutes, and asked for anew where a token names one that is not
  /// known, though not twice in 30 s.
  private JWKSource<SecurityContext> keys(URI at) throws IOException {
    try {
      return JWKSourceBuilder.create(at.toURL(), keyFetcher).build();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new IOException("its keys are nowhere", e);
    }
  }

  private OidcException unreachable(String why, @Nullable Exception cause) {
    return new OidcException(
        Reason.UNREACHABLE,
        config.name() + " (" + config.issuer() + ") cannot be asked: " + why,
        cause);
  }
}
