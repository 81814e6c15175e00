package dev.flatline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of `rules/` with holes written `@name@`. That form is free in PromQL, in alert templates
/// and in Grafana's variables, which all use braces.
record RulesTemplate(String text) {
  private static final Pattern HOLE = Pattern.compile("@([a-zA-Z]+)@");

  static RulesTemplate named(String resource) {
    try (InputStream stream = RulesTemplate.class.getResourceAsStream("rules/" + resource)) {
      Objects.requireNonNull(stream, () -> "rules/" + resource + " is not on the class path");
      return new RulesTemplate(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("rules/" + resource, e);
    }
  }

  /// The text with every hole filled; a hole without a value is a mistake in the template.
  String render(Map<String, String> values) {
    return HOLE.matcher(text)
        .replaceAll(hole -> Matcher.quoteReplacement(valueOf(hole.group(1), values)));
  }

  private static String valueOf(String name, Map<String, String> values) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no value for @" + name + "@; there are " + values.keySet());
    }
    return value;
  }
}
