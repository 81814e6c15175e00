package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import java.util.List;

/// Sentences for people in which commands stand between backticks.
final class Prose {
  private Prose() {}

  /// Adds a sentence; what stands between two backticks becomes code, a lone backtick stays.
  static Element addTo(Element element, String sentence) {
    List<String> parts = List.of(sentence.split("`", -1));
    int last = parts.size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean quoted = i % 2 == 1;
      if (!quoted) {
        element.text(parts.get(i));
      } else if (i == last) {
        element.text("`" + parts.get(i));
      } else {
        element.add(Element.of("code").text(parts.get(i)));
      }
    }
    return element;
  }
}
