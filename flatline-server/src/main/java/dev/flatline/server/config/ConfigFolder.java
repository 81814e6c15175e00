package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folder of a configuration file, to which paths in it are relative.
///
/// @param path where it lies
record ConfigFolder(Path path) {
  static final Pattern ANY_TEXT = Pattern.compile("(?s).*");

  static ConfigFolder of(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return new ConfigFolder(parent == null ? file.toAbsolutePath() : parent);
  }

  /// A path.
  Optional<Path> path(YamlValue value) {
    return value.text("expected a path", this::resolved);
  }

  private Path resolved(String text) {
    try {
      return path.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected a path: " + e.getReason(), e);
    }
  }

  /// `ca`, `cert` and `key`: whom to trust, and what to show.
  TlsSettings tls(YamlMapping mapping) {
    Optional<Path> authorities = mapping.optional("ca").flatMap(this::path);
    if (!mapping.has("cert")) {
      mapping.forbid("key", "it goes with cert");
      return new TlsSettings(authorities, Optional.empty());
    }
    Optional<Path> certificate = mapping.optional("cert").flatMap(this::path);
    Optional<Path> key = mapping.required("key").flatMap(this::path);
    return new TlsSettings(
        authorities,
        certificate.flatMap(file -> key.map(its -> new TlsSettings.ClientCertificate(file, its))));
  }

  /// A secret: `{file: PATH}` or `{env: NAME}`, never the secret itself.
  Optional<Secret> secret(YamlValue value) {
    if (value.isText(ANY_TEXT)) {
      value.refuse(
          YamlProblem.Kind.WRONG_TYPE,
          "a text",
          "expected {file: PATH} or {env: NAME}: secrets do not stand in this file");
      return Optional.empty();
    }
    return value.mapping("file", "env").flatMap(mapping -> secret(value, mapping));
  }

  private Optional<Secret> secret(YamlValue value, YamlMapping mapping) {
    if (mapping.has("file")) {
      mapping.forbid("env", "expected either file or env");
      return mapping.optional("file").flatMap(this::path).map(Secret.OfFile::new);
    }
    if (!mapping.has("env")) {
      value.refuse(YamlProblem.Kind.MISSING_KEY, "neither file nor env", "expected one of them");
    }
    return mapping
        .optional("env")
        .flatMap(name -> name.text("expected the name of a variable", text -> text))
        .map(Secret.OfEnvironment::new);
  }
}
