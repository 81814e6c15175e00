package dev.flatline.server.console;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.judge.SourceCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Sources of telemetry, a row each: whether they are heard, and since when they are not.
final class SourceRows {
  private SourceRows() {}

  /// @param sources what came of each, by its name
  /// @param now by the server's clock
  static Element of(Map<String, SourceCounts> sources, Instant now) {
    Element section =
        Element.of("section")
            .with("aria-labelledby", "sources")
            .add(Element.of("h2").with("id", "sources").text("Sources"));
    if (sources.isEmpty()) {
      return section.add(
          Element.of("p", "none").text("Nothing came since the server started: all is blind."));
    }
    Element body = Element.of("tbody");
    new TreeMap<>(sources).forEach((name, counts) -> body.line().add(row(name, counts, now)));
    return section.add(
        ConsoleTable.of(
            List.of(
                ConsoleTable.head("Source"),
                ConsoleTable.head("It is"),
                ConsoleTable.numbers("Newest sample"),
                ConsoleTable.numbers("Samples")),
            body));
  }

  private static Element row(String name, SourceCounts counts, Instant now) {
    return Element.of("tr")
        .add(ConsoleTable.name(Element.of("bdi").text(name)))
        .add(ConsoleTable.words(state(counts, now)))
        .add(
            ConsoleTable.number(
                counts.newestMillis() == Long.MIN_VALUE
                    ? "–"
                    : TimeText.minute(Instant.ofEpochMilli(counts.newestMillis()))))
        .add(ConsoleTable.number(String.format(Locale.ROOT, "%,d", counts.samples())));
  }

  private static String state(SourceCounts counts, Instant now) {
    if (counts.isSilentAt(now.toEpochMilli())) {
      return "blind since " + TimeText.minute(Instant.ofEpochMilli(counts.heardMillis())) + " UTC";
    }
    return counts.samples() == 0 ? "awaited: nothing came yet" : "heard";
  }
}
