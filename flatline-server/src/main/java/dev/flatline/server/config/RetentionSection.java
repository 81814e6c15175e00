package dev.flatline.server.config;

import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;

/// `retention`: how long findings and the audit log are kept.
final class RetentionSection {
  private static final String ADVICE = "expected a length of time of a day at least, such as 400d";

  private RetentionSection() {}

  static Optional<RetentionConfig> read(YamlValue value) {
    return value.mapping("findings", "audit").map(RetentionSection::read);
  }

  private static RetentionConfig read(YamlMapping mapping) {
    return new RetentionConfig(
        lasting(mapping, "findings").orElse(RetentionConfig.DEFAULT.findings()),
        lasting(mapping, "audit").orElse(RetentionConfig.DEFAULT.audit()));
  }

  private static Optional<Duration> lasting(YamlMapping mapping, String key) {
    return mapping.optional(key).flatMap(value -> value.text(ADVICE, RetentionSection::parsed));
  }

  private static Duration parsed(String text) {
    Duration lasting = YamlTexts.duration(text);
    if (lasting.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(ADVICE);
    }
    return lasting;
  }
}
