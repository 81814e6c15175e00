package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// `store`: the URL of a PostgreSQL database, or a mapping with user and password.
final class StoreSection {
  private static final String ADVICE =
      "expected a PostgreSQL database such as jdbc:postgresql://db.example/flatline";

  private static final Pattern WITH_PASSWORD = Pattern.compile("(?s).*password=.*");

  private StoreSection() {}

  static Optional<StoreConfig> read(YamlValue value, ConfigFolder folder) {
    if (value.isText(ConfigFolder.ANY_TEXT)) {
      return url(value).map(url -> new StoreConfig(url, Optional.empty(), Optional.empty()));
    }
    return value.mapping("url", "user", "password").flatMap(mapping -> read(mapping, folder));
  }

  private static Optional<StoreConfig> read(YamlMapping mapping, ConfigFolder folder) {
    Optional<String> user =
        mapping.optional("user").flatMap(value -> value.text("expected a name", text -> text));
    Optional<Secret> password = mapping.optional("password").flatMap(folder::secret);
    return mapping
        .required("url")
        .flatMap(StoreSection::url)
        .map(url -> new StoreConfig(url, user, password));
  }

  private static Optional<String> url(YamlValue value) {
    if (value.isText(WITH_PASSWORD)) {
      value.refuse(
          YamlProblem.Kind.BAD_VALUE,
          "a password",
          "secrets do not stand in this file: give password: {file: PATH} or {env: NAME}");
      return Optional.empty();
    }
    return value.text(ADVICE, StoreSection::checked);
  }

  private static String checked(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(ADVICE);
    }
    return url;
  }
}
