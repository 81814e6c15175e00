package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Logins;
import dev.flatline.server.guard.Scope;
import dev.flatline.server.guard.Tenants;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `oidc`: the OpenID provider by which people log in.
final class OidcSection {
  private static final String URL_ADVICE =
      "expected https://HOST, or http:// on this machine itself";
  private static final String SESSION_ADVICE = "expected 1m to 12h";
  private static final int LONGEST_NAME = 60;
  private static final List<String> USUAL_SCOPES = List.of("openid", "profile");

  private final ConfigFolder folder;

  private final Tenants tenants;

  private OidcSection(ConfigFolder folder, Tenants tenants) {
    this.folder = folder;
    this.tenants = tenants;
  }

  static Optional<OidcConfig> read(YamlValue value, ConfigFolder folder, Tenants tenants) {
    return value
        .mapping(
            "name",
            "issuer",
            "client-id",
            "client-secret",
            "external-url",
            "scopes",
            "name-claim",
            "groups-claim",
            "session",
            "ca",
            "groups")
        .flatMap(mapping -> new OidcSection(folder, tenants).read(mapping));
  }

  private Optional<OidcConfig> read(YamlMapping mapping) {
    Optional<URI> issuer = mapping.required("issuer").flatMap(OidcSection::url);
    Optional<String> clientId = mapping.required("client-id").flatMap(OidcSection::word);
    Optional<Secret> secret = mapping.optional("client-secret").flatMap(folder::secret);
    Optional<URI> externalUrl = mapping.required("external-url").flatMap(OidcSection::origin);
    Optional<String> name = mapping.optional("name").flatMap(OidcSection::name);
    List<String> scopes = mapping.optional("scopes").map(OidcSection::scopes).orElse(USUAL_SCOPES);
    OidcConfig.Claims claims =
        new OidcConfig.Claims(
            word(mapping, "name-claim", "preferred_username"),
            word(mapping, "groups-claim", "groups"));
    Duration longest =
        mapping
            .optional("session")
            .flatMap(value -> value.text(SESSION_ADVICE, OidcSection::session))
            .orElse(Logins.LONGEST_SESSION);
    Optional<Path> authorities = mapping.optional("ca").flatMap(folder::path);
    List<OidcConfig.Group> groups = mapping.required("groups").map(this::groups).orElse(List.of());
    return issuer.flatMap(
        at ->
            clientId.flatMap(
                id ->
                    externalUrl.map(
                        here ->
                            new OidcConfig(
                                name.orElseGet(() -> shortened(at.getHost())),
                                at,
                                new OidcConfig.Client(id, secret, scopes),
                                here,
                                claims,
                                longest,
                                authorities,
                                groups))));
  }

  private static Optional<URI> url(YamlValue value) {
    return OpenUrl.read(value).filter(url -> isPrivate(url, value));
  }

  private static boolean isPrivate(URI url, YamlValue value) {
    boolean ok = OidcConfig.isPrivate(url);
    if (!ok) {
      value.refuse(YamlProblem.Kind.BAD_VALUE, URL_ADVICE);
    }
    return ok;
  }

  private static Optional<URI> origin(YamlValue value) {
    return url(value)
        .filter(
            url -> {
              boolean ok = url.getRawPath().length() <= 1 && url.getRawQuery() == null;
              if (!ok) {
                value.refuse(YamlProblem.Kind.BAD_VALUE, "expected no path: https://HOST");
              }
              return ok;
            });
  }

  private static Optional<String> name(YamlValue value) {
    return value.text(
        "expected a name of at most " + LONGEST_NAME + " characters",
        text -> YamlTexts.withinLength(text, LONGEST_NAME));
  }

  private static String shortened(String host) {
    return host.substring(0, Math.min(host.length(), LONGEST_NAME));
  }

  private static Duration session(String text) {
    return YamlTexts.duration(text, Duration.ofMinutes(1), Logins.LONGEST_SESSION, SESSION_ADVICE);
  }

  private static List<String> scopes(YamlValue value) {
    Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
    value.items().forEach(item -> word(item).ifPresent(scopes::add));
    return List.copyOf(scopes);
  }

  private List<OidcConfig.Group> groups(YamlValue value) {
    List<OidcConfig.Group> groups = new ArrayList<>();
    for (YamlValue item : value.items()) {
      item.mapping("group", "scopes", "tenants")
          .flatMap(mapping -> group(item, mapping))
          .ifPresent(groups::add);
    }
    return groups;
  }

  private Optional<OidcConfig.Group> group(YamlValue item, YamlMapping mapping) {
    Optional<String> name = mapping.required("group").flatMap(OidcSection::word);
    Set<Scope> scopes = mapping.required("scopes").map(OidcSection::allowed).orElse(Set.of());
    Optional<Set<String>> of = mapping.optional("tenants").map(OidcSection::words);
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    try {
      of.ifPresent(tenants::require);
      Grant grant = new Grant(scopes, of);
      return name.map(group -> new OidcConfig.Group(group, grant));
    } catch (IllegalArgumentException e) {
      item.refuse(YamlProblem.Kind.CONTRADICTION, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Set<Scope> allowed(YamlValue value) {
    Set<Scope> scopes = new LinkedHashSet<>();
    for (YamlValue item : value.items()) {
      item.text("expected read, operate or admin", OidcSection::scope).ifPresent(scopes::add);
    }
    return scopes;
  }

  /// People send no telemetry.
  private static Scope scope(String label) {
    Scope scope = Scope.of(label);
    if (scope == Scope.INGEST) {
      throw new IllegalArgumentException("expected read, operate or admin");
    }
    return scope;
  }

  private static Set<String> words(YamlValue value) {
    Set<String> words = new LinkedHashSet<>();
    value.items().forEach(item -> word(item).ifPresent(words::add));
    return words;
  }

  private static String word(YamlMapping mapping, String key, String otherwise) {
    return mapping.optional(key).flatMap(OidcSection::word).orElse(otherwise);
  }

  private static Optional<String> word(YamlValue value) {
    return value.text("expected a text", text -> text);
  }
}
