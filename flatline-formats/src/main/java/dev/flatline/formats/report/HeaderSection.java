package dev.flatline.formats.report;

import dev.flatline.core.finding.Severity;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The top of the page: the answer, what was hunted, and how to do it again.
final class HeaderSection {
  private final HuntReport report;
  private final NumberedFindings findings;

  private HeaderSection(HuntReport report, NumberedFindings findings) {
    this.report = report;
    this.findings = findings;
  }

  static Element of(HuntReport report, NumberedFindings findings) {
    return new HeaderSection(report, findings).header();
  }

  private Element header() {
    return Element.of("header", "top")
        .add(Element.of("p", "brand").text("Flatline"))
        .add(Element.of("h1").text(answer()))
        .add(Element.of("p", "lead").text(hunted()))
        .add(tiles())
        .add(
            Element.of("p", "command")
                .add(Element.of("span").text("Again: "))
                .add(Element.of("code").text(report.hunt().command())));
  }

  /// One sentence; what is `medium` only may be. Low findings are mostly innocent and do not count
  /// as found; none found is said
  /// only where something could be judged.
  private String answer() {
    long certain = findings.workloadsAtLeast(Severity.HIGH);
    long possible = findings.workloadsAtLeast(Severity.MEDIUM) - certain;
    return Answer.of(certain, possible).orElseGet(this::nothing);
  }

  private String nothing() {
    if (report.coverage().judged() == 0 && findings.all().isEmpty()) {
      return "No workload could be judged";
    }
    return report.hiddenFindings() > 0
        ? "No finding of the severity asked for"
        : "No workload behaves like a miner";
  }

  private String hunted() {
    Hunt hunt = report.hunt();
    return "Hunted through "
        + Names.ofSource(hunt.source())
        + " from "
        + TimeText.minute(hunt.from())
        + " to "
        + TimeText.minute(hunt.to())
        + " UTC, "
        + TimeText.duration(Duration.between(hunt.from(), hunt.to()))
        + ".";
  }

  private Element tiles() {
    Element tiles = Element.of("ul", "tiles");
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      tiles.add(tile(findings.count(severity), severity.label()).with("class", severity.label()));
    }
    if (report.hiddenFindings() > 0) {
      tiles.add(tile(report.hiddenFindings(), "findings not shown, below the severity asked for"));
    }
    long judged = report.coverage().judged();
    tiles.add(tile(judged, "workloads judged"));
    return tiles.add(
        tile(report.coverage().workloads().size() - judged, "workloads that could not be judged"));
  }

  private static Element tile(long count, String label) {
    return Element.of("li")
        .add(Element.of("b").text(String.format(Locale.ROOT, "%,d", count)))
        .text(" ")
        .add(Element.of("span").text(label));
  }
}
