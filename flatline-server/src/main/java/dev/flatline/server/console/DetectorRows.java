package dev.flatline.server.console;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.formats.html.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Detectors, a row each: how many workloads are judged by them, those left out that are blind.
final class DetectorRows {
  private DetectorRows() {}

  /// @param reachedMillis the event time that all sources have reached
  static Element of(List<Coverage> known, long reachedMillis) {
    Map<String, Integer> judged = new HashMap<>();
    for (Coverage one : known) {
      if (!BlindRows.isBlind(one, reachedMillis)) {
        DetectorCatalog.ALL.judging(one).forEach(spec -> judged.merge(spec.id(), 1, Integer::sum));
      }
    }
    Element body = Element.of("tbody");
    for (DetectorSpec spec : DetectorCatalog.ALL.specs()) {
      body.line().add(row(spec, judged.getOrDefault(spec.id(), 0), known.size()));
    }
    return Element.of("section")
        .with("aria-labelledby", "detectors")
        .add(Element.of("h2").with("id", "detectors").text("Judged by"))
        .add(
            ConsoleTable.of(
                List.of(
                    ConsoleTable.head("Detector"),
                    ConsoleTable.head("Looks for"),
                    ConsoleTable.numbers("Workloads judged by it")),
                body));
  }

  private static Element row(DetectorSpec spec, int judged, int known) {
    return Element.of("tr")
        .add(ConsoleTable.name(Element.of("code").text(spec.id())))
        .add(ConsoleTable.words(spec.title()))
        .add(ConsoleTable.number(String.format(Locale.ROOT, "%,d of %,d", judged, known)));
  }
}
