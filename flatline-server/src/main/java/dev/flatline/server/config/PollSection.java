package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.prometheus.PrometheusSettings;
import dev.flatline.connectors.prometheus.client.Credentials;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.formats.yaml.YamlEntry;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import dev.flatline.server.poll.PolledServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `poll`: Prometheus servers that are asked.
final class PollSection {
  private static final Duration SHORTEST_INTERVAL = PrometheusSettings.SHORTEST_STEP;
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  private static final Pattern WITH_PASSWORD = Pattern.compile("(?s).*@.*");
  private static final String NAME_ADVICE =
      "expected a name of letters, digits, dots, dashes and underscores";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final ConfigFolder folder;

  private PollSection(ConfigFolder folder) {
    this.folder = folder;
  }

  static List<PolledServer> read(YamlValue list, ConfigFolder folder) {
    PollSection section = new PollSection(folder);
    List<PolledServer> servers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue item : list.items()) {
      section
          .server(item)
          .ifPresent(
              server -> {
                servers.add(server);
                if (!names.add(server.name())) {
                  item.refuse(
                      YamlProblem.Kind.CONTRADICTION,
                      "the name " + server.name() + " again",
                      "expected another name for each server");
                }
              });
    }
    return servers;
  }

  private Optional<PolledServer> server(YamlValue item) {
    return item.mapping(
            "name",
            "url",
            "every",
            "profile",
            "history",
            "bearer-token",
            "user",
            "password",
            "ca",
            "cert",
            "key",
            "headers")
        .flatMap(this::server);
  }

  private Optional<PolledServer> server(YamlMapping mapping) {
    Optional<String> name =
        mapping.required("name").flatMap(value -> value.text(NAME_ADVICE, PollSection::name));
    Optional<PrometheusEndpoint> endpoint = mapping.required("url").flatMap(PollSection::endpoint);
    Optional<Credentials> credentials = credentials(mapping);
    TlsSettings tls = folder.tls(mapping);
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, Secret> secretHeaders = new LinkedHashMap<>();
    readHeaders(mapping, headers, secretHeaders);
    Duration every =
        mapping
            .optional("every")
            .flatMap(value -> value.text(YamlTexts.DURATION_ADVICE, PollSection::interval))
            .orElse(PolledServer.USUALLY_EVERY);
    Duration history =
        mapping
            .optional("history")
            .flatMap(value -> value.text(YamlTexts.DURATION_ADVICE, PollSection::history))
            .orElse(PrometheusSettings.LONGEST_HISTORY);
    String profile =
        mapping
            .optional("profile")
            .flatMap(value -> value.text("expected a profile", this::profile))
            .orElse(Profiles.AUTO);
    return name.flatMap(
        called ->
            endpoint
                .map(plain -> plain.withTls(tls).withHeaders(headers))
                .map(plain -> plain.withSecretHeaders(secretHeaders))
                .map(plain -> credentials.map(plain::withCredentials).orElse(plain))
                .map(whole -> new PolledServer(called, whole, profile, every, history)));
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(NAME_ADVICE);
    }
    return text;
  }

  private static Optional<PrometheusEndpoint> endpoint(YamlValue value) {
    if (value.isText(WITH_PASSWORD)) {
      value.refuse(
          YamlProblem.Kind.BAD_VALUE,
          "a user in the URL",
          "secrets do not stand in this file: give user, and password: {file: PATH} or"
              + " {env: NAME}");
      return Optional.empty();
    }
    return value.text(
        "expected a URL such as http://prometheus:9090", PollSection::checkedEndpoint);
  }

  private static PrometheusEndpoint checkedEndpoint(String url) {
    try {
      return PrometheusEndpoint.of(url);
    } catch (SourceException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Duration interval(String text) {
    return YamlTexts.duration(text, SHORTEST_INTERVAL, LONGEST_INTERVAL, "expected 1s to 1h");
  }

  private static Duration history(String text) {
    Duration history = YamlTexts.duration(text);
    if (history.compareTo(PrometheusSettings.LONGEST_HISTORY) > 0) {
      throw new IllegalArgumentException(
          "expected at most " + PrometheusSettings.LONGEST_HISTORY.toDays() + "d");
    }
    return history;
  }

  private String profile(String text) {
    if (text.equals(Profiles.AUTO) || Profiles.names().contains(text)) {
      return text;
    }
    String file = folder.path().resolve(text).toString();
    try {
      Profiles.chosen(file);
    } catch (SourceException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return file;
  }

  private Optional<Credentials> credentials(YamlMapping mapping) {
    Optional<Secret> token = mapping.optional("bearer-token").flatMap(folder::secret);
    if (mapping.has("bearer-token")) {
      mapping.forbid("user", "expected either bearer-token or user");
      mapping.forbid("password", "expected either bearer-token or user and password");
      return token.map(Credentials.BearerFrom::new);
    }
    if (!mapping.has("user")) {
      mapping.forbid("password", "expected user beside it");
      return Optional.empty();
    }
    Optional<String> user = mapping.required("user").flatMap(PollSection::word);
    Optional<Secret> password = mapping.required("password").flatMap(folder::secret);
    return user.flatMap(name -> password.map(word -> new Credentials.BasicFrom(name, word)));
  }

  private void readHeaders(
      YamlMapping mapping, Map<String, String> headers, Map<String, Secret> secretHeaders) {
    mapping
        .optional("headers")
        .flatMap(value -> value.entries("expected names of headers with their texts"))
        .ifPresent(entries -> entries.forEach(entry -> header(entry, headers, secretHeaders)));
  }

  private void header(
      YamlEntry entry, Map<String, String> headers, Map<String, Secret> secretHeaders) {
    if (entry.key().equalsIgnoreCase("Authorization")) {
      entry
          .keyPlace()
          .refuse(
              YamlProblem.Kind.BAD_VALUE, "expected bearer-token, or user and password, for it");
      return;
    }
    if (entry.value().isText(ConfigFolder.ANY_TEXT)) {
      word(entry.value()).ifPresent(text -> headers.put(entry.key(), text));
    } else {
      folder.secret(entry.value()).ifPresent(secret -> secretHeaders.put(entry.key(), secret));
    }
  }

  private static Optional<String> word(YamlValue value) {
    return value.text("expected a text", text -> text);
  }
}
