package dev.flatline.server.console;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.SeverityBadge;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.warning.Warning;
import java.util.List;

/// What is wrong with the server itself, at the top of a page.
final class WarningList {
  private WarningList() {}

  /// The list; nothing where all is well.
  static List<Element> of(List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return List.of();
    }
    Element list = Element.of("ul");
    for (Warning warning : warnings) {
      list.add(
          Element.of("li")
              .add(SeverityBadge.of(warning.severity()))
              .text(" " + warning.text())
              .add(Element.of("small").text(" since " + TimeText.minute(warning.since()))));
    }
    return List.of(
        Element.of("section", "warnings")
            .with("aria-label", "What is wrong with the server itself")
            .add(list));
  }
}
