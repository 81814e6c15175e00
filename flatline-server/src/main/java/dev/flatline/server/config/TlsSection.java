package dev.flatline.server.config;

import dev.flatline.core.policy.Glob;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `tls`: the server's certificate, and whose certificates it takes.
final class TlsSection {
  private static final String NAME = "expected a pattern of names such as \"*.agents.example\"";

  private TlsSection() {}

  static Optional<TlsConfig> read(YamlValue value, ConfigFolder folder) {
    return value
        .mapping("certificate", "key", "clients")
        .flatMap(
            mapping -> {
              Optional<Path> certificate = mapping.required("certificate").flatMap(folder::path);
              Optional<Path> key = mapping.required("key").flatMap(folder::path);
              Optional<ClientsConfig> clients =
                  mapping.optional("clients").flatMap(given -> clients(given, folder));
              return certificate.flatMap(
                  path -> key.map(keyPath -> new TlsConfig(path, keyPath, clients)));
            });
  }

  private static Optional<ClientsConfig> clients(YamlValue value, ConfigFolder folder) {
    return value
        .mapping("ca", "names", "revoked", "ocsp")
        .flatMap(mapping -> clients(mapping, folder));
  }

  private static Optional<ClientsConfig> clients(YamlMapping mapping, ConfigFolder folder) {
    List<Glob> names =
        mapping
            .required("names")
            .map(
                list ->
                    list.items().stream()
                        .flatMap(item -> item.text(NAME, Glob::of).stream())
                        .toList())
            .orElse(List.of());
    Optional<Path> revoked = mapping.optional("revoked").flatMap(folder::path);
    boolean ocsp = mapping.optional("ocsp").flatMap(YamlValue::truth).orElse(false);
    return mapping
        .required("ca")
        .flatMap(folder::path)
        .map(authorities -> new ClientsConfig(authorities, names, revoked, ocsp));
  }
}
