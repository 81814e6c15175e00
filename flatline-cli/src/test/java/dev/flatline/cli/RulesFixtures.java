package dev.flatline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Rules and files that several tests read.
final class RulesFixtures {
  private RulesFixtures() {}

  /// The parameters of a command line without options.
  static RulesParameters defaults() {
    return new RulesOptions().parameters();
  }

  /// The rule file for some exporters; for all where none is named.
  static String rules(RulesExporter... exporters) {
    return PrometheusRules.write(
        defaults(), List.of(exporters.length == 0 ? RulesExporter.values() : exporters));
  }

  /// A file beside the tests, in `rules/`.
  static String resource(String name) throws IOException {
    try (InputStream stream = RulesFixtures.class.getResourceAsStream("rules/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
