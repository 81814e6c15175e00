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
    Element head = Element.of("tr");
    for (String title : List.of("Source", "It is", "Newest sample", "Samples")) {
      head.add(Element.of("th").with("scope", "col").text(title));
    }
    Element body = Element.of("tbody");
    new TreeMap<>(sources).forEach((name, counts) -> body.line().add(row(name, counts, now)));
    return section.add(
        Element.of("table", "workloads").add(Element.of("thead").add(head)).add(body));
  }

  private static Element row(String name, SourceCounts counts, Instant now) {
    Instant heard = Instant.ofEpochMilli(counts.heardMillis());
    boolean silent = counts.isSilentAt(now.toEpochMilli());
    return Element.of("tr")
        .add(Element.of("th", "workload").with("scope", "row").add(Element.of("bdi").text(name)))
        .add(
            Element.of("td")
                .text(silent ? "blind since " + TimeText.minute(heard) + " UTC" : "heard"))
        .add(
            Element.of("td", "number")
                .text(
                    counts.newestMillis() == Long.MIN_VALUE
                        ? "–"
                        : TimeText.minute(Instant.ofEpochMilli(counts.newestMillis()))))
        .add(Element.of("td", "number").text(String.format(Locale.ROOT, "%,d", counts.samples())));
  }
}
