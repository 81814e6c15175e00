package dev.flatline.formats.openmetrics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of an exposition: `name{label="value",…} value timestamp # exemplar`.
///
/// @param name the metric's name
/// @param labels in the order of the line
/// @param value as written
/// @param timestamp as written, null where the line has none
record MetricLine(
    String name, Map<String, String> labels, String value, @Nullable String timestamp) {

  /// Reads a line that is neither empty nor a comment.
  ///
  /// @throws IllegalArgumentException where it is not of this form; the message says what is
  ///     missing
  static MetricLine parse(String line) {
    return new Cursor(line).metric();
  }

  /// A position in a line.
  private static final class Cursor {
    private static final char END = '\0';

    private final String line;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String name = "";
    private int at;

    Cursor(String line) {
      this.line = line;
    }

    MetricLine metric() {
      name = word();
      skipSpace();
      if (peek() == '{') {
        labels();
      }
      String value = word();
      if (name.isEmpty() || value.isEmpty()) {
        throw new IllegalArgumentException("no " + (name.isEmpty() ? "metric name" : "value"));
      }
      String timestamp = word();
      boolean none = timestamp.isEmpty() || timestamp.startsWith("#");
      return new MetricLine(name, labels, value, none ? null : timestamp);
    }

    private void labels() {
      at++;
      skipSpace();
      while (peek() != '}') {
        label();
        skipSpace();
        if (peek() == ',') {
          at++;
          skipSpace();
        } else if (peek() != '}') {
          throw new IllegalArgumentException("no } after the labels");
        }
      }
      at++;
    }

    /// A label; or, as Prometheus 3 writes names outside the classic alphabet, the metric's name.
    private void label() {
      boolean quoted = peek() == '"';
      String label = quoted ? quotedText() : labelName();
      skipSpace();
      if (peek() != '=') {
        if (!quoted || !name.isEmpty()) {
          throw new IllegalArgumentException("no = after the label " + label);
        }
        name = label;
        return;
      }
      at++;
      skipSpace();
      if (peek() != '"') {
        throw new IllegalArgumentException("no quoted value for the label " + label);
      }
      labels.put(label, quotedText());
    }

    private String labelName() {
      int from = at;
      while (at < line.length() && "={},\" \t".indexOf(line.charAt(at)) < 0) {
        at++;
      }
      if (at == from) {
        throw new IllegalArgumentException("no name of a label");
      }
      return line.substring(from, at);
    }

    private String quotedText() {
      StringBuilder text = new StringBuilder();
      at++;
      while (peek() != '"') {
        if (at >= line.length()) {
          throw new IllegalArgumentException("no closing quote");
        }
        char c = line.charAt(at++);
        text.append(c == '\\' ? escaped() : c);
      }
      at++;
      return text.toString();
    }

    private char escaped() {
      char c = peek();
      at++;
      return c == 'n' ? '\n' : c;
    }

    private String word() {
      skipSpace();
      int from = at;
      while (at < line.length() && " \t\r{".indexOf(line.charAt(at)) < 0) {
        at++;
      }
      return line.substring(from, at);
    }

    private void skipSpace() {
      while (at < line.length() && " \t\r".indexOf(line.charAt(at)) >= 0) {
        at++;
      }
    }

    private char peek() {
      return at < line.length() ? line.charAt(at) : END;
    }
  }
}
