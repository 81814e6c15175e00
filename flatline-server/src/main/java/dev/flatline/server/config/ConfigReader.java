package dev.flatline.server.config;

import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlValue;
import dev.flatline.server.guard.Tenants;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads configuration files: YAML 1.2 in UTF-8, described in `docs/reference/configuration.md`.
/// Paths in it are relative to its own folder.
public final class ConfigReader {
  private static final String EXPECTED = "expected a configuration such as listen: 127.0.0.1:8642";

  private ConfigReader() {}

  /// Reads a file to its end.
  ///
  /// @throws dev.flatline.formats.yaml.YamlException with every problem, where there is any
  /// @throws IOException where it cannot be read
  public static YamlDocument.Read<ServerConfig> read(Path file) throws IOException {
    ConfigFolder folder = ConfigFolder.of(file);
    try (InputStream yaml = Files.newInputStream(file)) {
      return YamlDocument.read(file.toString(), yaml, EXPECTED, root -> read(root, folder));
    }
  }

  private static Optional<ServerConfig> read(YamlValue root, ConfigFolder folder) {
    return root.mapping(
            "listen",
            "data",
            "policy",
            "retention",
            "snapshot",
            "store",
            "poll",
            "sinks",
            "tls",
            "access",
            "canary",
            "oidc",
            "tenants")
        .map(config -> read(config, folder));
  }

  private static ServerConfig read(YamlMapping config, ConfigFolder folder) {
    Tenants tenants = config.optional("tenants").map(TenantsSection::read).orElse(Tenants.NONE);
    return new ServerConfig(
        config
            .optional("listen")
            .flatMap(value -> value.text("expected HOST:PORT", ListenAddress::parse)),
        config.optional("data").flatMap(folder::path),
        config.optional("policy").flatMap(folder::path),
        config
            .optional("retention")
            .flatMap(RetentionSection::read)
            .orElse(RetentionConfig.DEFAULT),
        config.optional("snapshot").flatMap(SnapshotSection::read).orElse(SnapshotConfig.DEFAULT),
        config.optional("store").flatMap(value -> StoreSection.read(value, folder)),
        config.optional("poll").map(value -> PollSection.read(value, folder)).orElseGet(List::of),
        config.optional("sinks").map(value -> SinkSection.read(value, folder)).orElseGet(List::of),
        config.optional("tls").flatMap(value -> TlsSection.read(value, folder)),
        config.optional("access").flatMap(AccessSection::read).orElse(AccessConfig.DEFAULT),
        config.optional("canary").flatMap(CanarySection::read).orElse(CanaryConfig.DEFAULT),
        config.optional("oidc").flatMap(value -> OidcSection.read(value, folder, tenants)),
        tenants);
  }
}
