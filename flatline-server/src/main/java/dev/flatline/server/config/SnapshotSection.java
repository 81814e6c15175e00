package dev.flatline.server.config;

import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;

/// `snapshot`: how often the state is written.
final class SnapshotSection {
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// A crash should not cost more than the window of half an hour twice.
  private static final Duration MOST = Duration.ofHours(1);

  private static final String ADVICE = "expected a length of time from 1s to 1h, such as 5m";

  private SnapshotSection() {}

  static Optional<SnapshotConfig> read(YamlValue value) {
    return value.mapping("every").map(SnapshotSection::read);
  }

  private static SnapshotConfig read(YamlMapping mapping) {
    return mapping
        .optional("every")
        .flatMap(value -> value.text(ADVICE, text -> YamlTexts.duration(text, LEAST, MOST, ADVICE)))
        .map(SnapshotConfig::new)
        .orElse(SnapshotConfig.DEFAULT);
  }
}
