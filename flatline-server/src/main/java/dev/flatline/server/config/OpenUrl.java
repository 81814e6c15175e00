package dev.flatline.server.config;

import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// A URL that holds no secret.
final class OpenUrl {
  private static final Pattern WITH_USER = Pattern.compile("(?s)[^/]*//[^/]*@.*");

  private OpenUrl() {}

  /// The URL; empty where it is none, which is noted without its password.
  static Optional<URI> read(YamlValue value) {
    if (value.isText(WITH_USER)) {
      value.refuse(
          YamlProblem.Kind.BAD_VALUE,
          "a user or a password",
          "secrets do not stand in this file: give authorization: {file: PATH} or {env: NAME}");
      return Optional.empty();
    }
    return value.text("expected a URL such as https://host/path", HttpTarget.Address::checked);
  }
}
