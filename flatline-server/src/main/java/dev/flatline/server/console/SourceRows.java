package dev.flatline.server.console;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.judge.SourceCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sources of telemetry, and who sends what comes of them, a row each: whether they are heard, and
/// since when they are not.
final class SourceRows {
  private static final String HEARD = "heard";

  private SourceRows() {}

  /// @param sources what came of each, by its name
  /// @param senders when each was heard
  /// @param now by the server's clock
  static Element of(
      Map<String, SourceCounts> sources, SortedMap<Sender, Instant> senders, Instant now) {
    Element section =
        Element.of("section")
            .with("aria-labelledby", "sources")
            .add(Element.of("h2").with("id", "sources").text("Sources"));
    if (sources.isEmpty() && senders.isEmpty()) {
      return section.add(
          Element.of("p", "none").text("Nothing came since the server started: all is blind."));
    }
    Element body = Element.of("tbody");
    new TreeMap<>(sources).forEach((name, counts) -> body.line().add(row(name, counts, now)));
    senders.forEach((sender, heard) -> body.line().add(row(sender, heard, now)));
    return section.add(
        ConsoleTable.of(
            List.of(
                ConsoleTable.head("Source or sender"),
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
    String state = state(counts.heardMillis(), now);
    return state.equals(HEARD) && counts.samples() == 0 ? "awaited: nothing came yet" : state;
  }

  private static Element row(Sender sender, Instant heard, Instant now) {
    return Element.of("tr")
        .add(
            ConsoleTable.name(Element.of("bdi").text(sender.name()))
                .text(", by " + sender.way().text()))
        .add(ConsoleTable.words(state(heard.toEpochMilli(), now)))
        .add(ConsoleTable.number("–"))
        .add(ConsoleTable.number("–"));
  }

  private static String state(long heardMillis, Instant now) {
    return SourceCounts.isSilent(heardMillis, now.toEpochMilli())
        ? "blind since " + TimeText.minute(Instant.ofEpochMilli(heardMillis)) + " UTC"
        : HEARD;
  }
}
