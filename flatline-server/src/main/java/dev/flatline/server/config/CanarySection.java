package dev.flatline.server.config;

import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;

/// `canary`: whether the server tries itself, and how often.
final class CanarySection {
  /// A canary has a minute to be found.
  private static final Duration LEAST = Duration.ofMinutes(1);

  private static final Duration MOST = Duration.ofDays(1);

  private static final String ADVICE = "expected a length of time from 1m to 1d, such as 5m";

  private CanarySection() {}

  static Optional<CanaryConfig> read(YamlValue value) {
    return value.mapping("enabled", "every").map(CanarySection::read);
  }

  private static CanaryConfig read(YamlMapping mapping) {
    return new CanaryConfig(
        mapping.optional("enabled").flatMap(YamlValue::truth).orElse(true),
        mapping
            .optional("every")
            .flatMap(
                value -> value.text(ADVICE, text -> YamlTexts.duration(text, LEAST, MOST, ADVICE)))
            .orElse(CanaryConfig.DEFAULT.every()));
  }
}
