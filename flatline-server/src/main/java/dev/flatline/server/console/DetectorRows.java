package dev.flatline.server.console;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.formats.html.Element;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Detectors, a row each: how many workloads are judged by them.
final class DetectorRows {
  private DetectorRows() {}

  static Element of(List<Coverage> known) {
    Element head = Element.of("tr");
    for (String title : List.of("Detector", "Looks for", "Workloads judged by it")) {
      head.add(Element.of("th").with("scope", "col").text(title));
    }
    Element body = Element.of("tbody");
    DetectorCatalog.ALL.specs().forEach(spec -> body.line().add(row(spec, known)));
    return Element.of("section")
        .with("aria-labelledby", "detectors")
        .add(Element.of("h2").with("id", "detectors").text("Judged by"))
        .add(Element.of("table", "workloads").add(Element.of("thead").add(head)).add(body));
  }

  private static Element row(DetectorSpec spec, List<Coverage> known) {
    long judged = known.stream().filter(one -> isJudged(one, spec)).count();
    return Element.of("tr")
        .add(
            Element.of("th", "workload")
                .with("scope", "row")
                .add(Element.of("code").text(spec.id())))
        .add(Element.of("td").text(spec.title()))
        .add(
            Element.of("td", "number")
                .text(String.format(Locale.ROOT, "%,d of %,d", judged, known.size())));
  }

  /// It has a whole window, and what the detector needs was measured of it.
  private static boolean isJudged(Coverage coverage, DetectorSpec spec) {
    return coverage.notJudged().equals(Optional.empty())
        && coverage.metrics().containsAll(spec.needs());
  }
}
