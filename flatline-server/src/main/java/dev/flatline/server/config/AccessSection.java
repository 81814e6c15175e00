package dev.flatline.server.config;

import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlValue;
import java.util.List;
import java.util.Optional;

/// `access`: who is asked who they are.
final class AccessSection {
  private AccessSection() {}

  static Optional<AccessConfig> read(YamlValue value) {
    return value
        .mapping("required", "plain", "proxies")
        .map(
            mapping ->
                new AccessConfig(
                    truth(mapping, "required"),
                    truth(mapping, "plain"),
                    mapping.optional("proxies").map(AccessSection::ranges).orElseGet(List::of)));
  }

  private static List<AddressRange> ranges(YamlValue value) {
    return value.items().stream()
        .flatMap(item -> item.text(AddressRange.ADVICE, AddressRange::parse).stream())
        .toList();
  }

  private static boolean truth(YamlMapping mapping, String key) {
    return mapping.optional(key).flatMap(YamlValue::truth).orElse(false);
  }
}
