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

  private static final String UNANSWERED = "expected refuse or pass";

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
        .mapping("ca", "names", "revoked", "ocsp", "ocsp-unanswered")
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
    OcspUse ocsp = ocsp(mapping);
    return mapping
        .required("ca")
        .flatMap(folder::path)
        .map(authorities -> new ClientsConfig(authorities, names, revoked, ocsp));
  }

  private static OcspUse ocsp(YamlMapping mapping) {
    boolean asked = mapping.optional("ocsp").flatMap(YamlValue::truth).orElse(false);
    if (!asked) {
      mapping.forbid("ocsp-unanswered", "it goes with ocsp: true");
      return OcspUse.NEVER;
    }
    return mapping
        .optional("ocsp-unanswered")
        .flatMap(value -> value.text(UNANSWERED, TlsSection::unanswered))
        .orElse(OcspUse.REQUIRED);
  }

  private static OcspUse unanswered(String text) {
    return switch (text) {
      case "refuse" -> OcspUse.REQUIRED;
      case "pass" -> OcspUse.WHERE_ANSWERED;
      default -> throw new IllegalArgumentException(UNANSWERED);
    };
  }
}
