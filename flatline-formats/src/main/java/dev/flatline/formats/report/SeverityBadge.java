package dev.flatline.formats.report;

import dev.flatline.core.finding.Severity;
import dev.flatline.formats.html.Element;

/// How a severity looks: a colour, and for those who cannot tell colours a shape and the word.
public final class SeverityBadge {
  private SeverityBadge() {}

  /// The word with its shape.
  public static Element of(Severity severity) {
    return Element.of("span", "badge " + severity.label())
        .add(icon(severity))
        .text(severity.label());
  }

  /// The shape alone, the size of a letter.
  public static Element icon(Severity severity) {
    return Element.of("svg", "icon " + severity.label())
        .with("viewBox", "-8 -8 16 16")
        .with("aria-hidden", "true")
        .add(shape(severity));
  }

  /// The shape around the origin, 7 units to every side.
  static Element shape(Severity severity) {
    return Element.of("path").with("d", outline(severity));
  }

  private static String outline(Severity severity) {
    return switch (severity) {
      case HIGH -> "M0 -7L7 0L0 7L-7 0Z";
      case MEDIUM -> "M0 -6L6 5L-6 5Z";
      case LOW -> "M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0Z";
    };
  }
}
