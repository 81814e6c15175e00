package dev.flatline.cli.doctor;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.BoundedAnswer;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.server.config.OidcConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The OpenID provider by which people log in: whether it answers, and is the one that is meant.
record ProviderCheck(Optional<OidcConfig> provider) implements Check {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int OK = 200;

  /// What providers say of themselves takes some kB.
  private static final int MOST_BYTES = 256 << 10;

  /// What logins need of what it says of itself (OpenID Connect Discovery 1.0, 3).
  private static final List<String> NEEDED =
      List.of("authorization_endpoint", "token_endpoint", "jwks_uri");

  @Override
  public String name() {
    return "provider";
  }

  @Override
  public List<CheckResult> look() {
    return List.of(
        provider
            .map(this::look)
            .orElseGet(() -> CheckResult.skipped(name(), "nobody logs in by one (oidc)")));
  }

  private CheckResult look(OidcConfig config) {
    URI address =
        URI.create(
            config.issuer().toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
    try (HttpClient client = client(config)) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
      HttpResponse<byte[]> answer = BoundedAnswer.of(client, request, MOST_BYTES, ANSWER);
      return answer.statusCode() == OK
          ? told(config, new String(answer.body(), StandardCharsets.UTF_8))
          : wrong(address + " answers with status " + answer.statusCode());
    } catch (SourceException e) {
      return CheckResult.problem(
          name(), String.valueOf(e.getMessage()), "see 'ca' under 'oidc' in the configuration");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return wrong(address + " does not answer (" + why + ")");
    }
  }

  private static HttpClient client(OidcConfig config) {
    return HttpClient.newBuilder()
        .connectTimeout(ANSWER)
        .sslContext(TlsContext.of(new TlsSettings(config.authorities(), Optional.empty())))
        .build();
  }

  private CheckResult told(OidcConfig config, String body) {
    JsonNode document;
    try {
      document = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return wrong(config.issuer() + " does not say of itself what a provider does");
    }
    String issuer = document.path("issuer").stringValue("");
    if (!issuer.equals(config.issuer().toString())) {
      return wrong(config.issuer() + " says that its issuer is '" + issuer + "'");
    }
    List<String> missing =
        NEEDED.stream().filter(one -> document.path(one).stringValue("").isEmpty()).toList();
    return missing.isEmpty()
        ? CheckResult.ok(name(), config.name() + " (" + config.issuer() + ") answers")
        : wrong(config.issuer() + " does not say its " + String.join(", ", missing));
  }

  private CheckResult wrong(String found) {
    return CheckResult.problem(
        name(),
        found,
        "see 'issuer' under 'oidc', 'ca' where its authority is your own, and what lies between;"
            + " people log in with tokens meanwhile");
  }
}
