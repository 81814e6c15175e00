package dev.flatline.server.console;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.core.feature.Plane;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.formats.html.Element;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Detectors, a row each: how many workloads are judged by them.
final class DetectorRows {
  private static final Set<String> OF_ACCOUNTING =
      DetectorCatalog.ALL.accountingDetectors().stream()
          .map(detector -> detector.spec().id())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<Metric> SECOND_PLANES =
      EnumSet.complementOf(EnumSet.of(Plane.HOST)).stream()
          .map(Plane::metric)
          .collect(Collectors.toUnmodifiableSet());

  private DetectorRows() {}

  static Element of(List<Coverage> known) {
    Element body = Element.of("tbody");
    DetectorCatalog.ALL.specs().forEach(spec -> body.line().add(row(spec, known)));
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

  private static Element row(DetectorSpec spec, List<Coverage> known) {
    long judged = known.stream().filter(one -> isJudged(one, spec)).count();
    return Element.of("tr")
        .add(ConsoleTable.name(Element.of("code").text(spec.id())))
        .add(ConsoleTable.words(spec.title()))
        .add(ConsoleTable.number(String.format(Locale.ROOT, "%,d of %,d", judged, known.size())));
  }

  /// It has a whole window, and what the detector needs was measured of it; of planes of accounting
  /// a second one.
  private static boolean isJudged(Coverage coverage, DetectorSpec spec) {
    return coverage.notJudged().isEmpty()
        && coverage.metrics().containsAll(spec.needs())
        && (!OF_ACCOUNTING.contains(spec.id())
            || SECOND_PLANES.stream().anyMatch(coverage.metrics()::contains));
  }
}
