package dev.flatline.cli;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.core.telemetry.Metric;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The reference page of the detectors, written from what they say of themselves.
final class DetectorPage {
  private DetectorPage() {}

  static String markdown(DetectorCatalog catalog) {
    StringBuilder page = new StringBuilder("# Detectors\n\n");
    page.append("Generated from the code: each detector says this of itself.\n");
    for (DetectorSpec spec : catalog.specs()) {
      section(page, spec);
    }
    return page.toString();
  }

  private static void section(StringBuilder page, DetectorSpec spec) {
    page.append("\n## `").append(spec.id()).append("`: ").append(spec.title()).append("\n\n");
    page.append("| | |\n|---|---|\n");
    row(page, "technique", spec.technique().id() + " " + spec.technique().name());
    row(page, "family", spec.family().name().toLowerCase(Locale.ROOT));
    row(page, "maturity", spec.maturity().name().toLowerCase(Locale.ROOT));
    row(page, "needs", metrics(spec.needs()));
    row(page, "uses where there", metrics(spec.uses()));
    row(
        page,
        "strongest evidence",
        String.format(Locale.ROOT, "%.0f dB", spec.strongestDecibans()));
    page.append("\nInnocent workloads that look like it:\n");
    spec.lookAlikes().forEach(one -> page.append("- ").append(one).append('\n'));
    page.append("\nMiners that it misses:\n");
    spec.knownGaps().forEach(one -> page.append("- ").append(one).append('\n'));
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static String metrics(List<Metric> metrics) {
    return metrics.isEmpty()
        ? "–"
        : metrics.stream()
            .map(metric -> "`" + metric.metricName() + "`")
            .collect(Collectors.joining(", "));
  }
}
