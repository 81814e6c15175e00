package dev.flatline.formats.report;

import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What could be judged and what could not: metrics, reasons, drops and notes. A list of five
/// thousand workloads says less than how many lack what, so workloads are counted, and named where
/// something is missing.
public final class CoverageSection {
  private static final int MOST_NOTE_CODE_POINTS = 500;

  private final Coverage coverage;
  private final int workloads;

  private CoverageSection(Coverage coverage) {
    this.coverage = coverage;
    this.workloads = coverage.workloads().size();
  }

  /// The section.
  public static Element of(Coverage coverage) {
    return new CoverageSection(coverage).section();
  }

  private Element section() {
    return Element.of("section")
        .with("id", "coverage")
        .with("aria-labelledby", "coverage-title")
        .add(Element.of("h2").with("id", "coverage-title").text("Coverage"))
        .add(Element.of("p").text("“Nothing found” and “could not look” are different answers."))
        .add(
            Element.of("div", "columns")
                .add(part("What was measured", metrics()))
                .add(part("Could not be judged", unknowns()))
                .add(part("Dropped from the input", drops()))
                .add(part("Notes", notes())));
  }

  private static Element part(String title, Element content) {
    return Element.of("section").add(Element.of("h3").text(title)).add(content);
  }

  private Element metrics() {
    Map<Metric, Long> counts = new EnumMap<>(Metric.class);
    for (WorkloadCoverage workload : coverage.workloads()) {
      workload.metrics().forEach(metric -> counts.merge(metric, 1L, Long::sum));
    }
    if (counts.isEmpty()) {
      return none("Nothing was measured.");
    }
    Element body = Element.of("tbody");
    counts.forEach((metric, count) -> body.add(row(metric.metricName(), count)));
    return Element.of("table", "counts").add(body);
  }

  private Element row(String name, long count) {
    Element bar =
        Element.of("svg", "bar")
            .with("aria-hidden", "true")
            .add(Element.of("rect", "full").with("width", "100%").with("height", "100%"))
            .add(
                Element.of("rect", "part")
                    .with("width", Percent.of((double) count / workloads))
                    .with("height", "100%"));
    return Element.of("tr")
        .add(Element.of("th").with("scope", "row").text(name))
        .add(Element.of("td").add(bar))
        .add(
            Element.of("td", "number")
                .text(String.format(Locale.ROOT, "%,d of %,d", count, workloads)));
  }

  private Element unknowns() {
    Map<Inconclusive.Reason, List<WorkloadCoverage>> byReason =
        new EnumMap<>(Inconclusive.Reason.class);
    for (WorkloadCoverage workload : coverage.workloads()) {
      for (Inconclusive.Reason reason : workload.unknowns()) {
        byReason.computeIfAbsent(reason, unused -> new ArrayList<>()).add(workload);
      }
    }
    if (byReason.isEmpty()) {
      return none("Everything could be judged.");
    }
    Element reasons = Element.of("div");
    byReason.forEach(
        (reason, lacking) ->
            reasons.add(
                CutList.of(
                    String.format(Locale.ROOT, "%,d: %s", lacking.size(), reason.text()),
                    lacking,
                    CoverageSection::label)));
    return reasons;
  }

  private static String label(WorkloadCoverage workload) {
    String name = VisibleText.shortened(workload.workload(), Names.MOST_CODE_POINTS);
    return workload.judged() ? name : name + " (not judged at all)";
  }

  private Element drops() {
    if (coverage.dropped().isEmpty()) {
      return none("Nothing was dropped.");
    }
    Element body = Element.of("tbody");
    new EnumMap<DropReason, Long>(coverage.dropped())
        .forEach(
            (reason, count) ->
                body.add(
                    Element.of("tr")
                        .add(
                            Element.of("td", "number")
                                .text(String.format(Locale.ROOT, "%,d", count)))
                        .add(Element.of("th").with("scope", "row").text(reason.text()))));
    return Element.of("table", "counts").add(body);
  }

  private Element notes() {
    if (coverage.notes().isEmpty()) {
      return none("None.");
    }
    Element list = Element.of("ul", "plain");
    coverage.notes().forEach(note -> list.add(Element.of("li").text(shortened(note))));
    return list;
  }

  /// Notes quote what was found in the source, of any length.
  private static String shortened(String note) {
    return VisibleText.shortened(note, MOST_NOTE_CODE_POINTS);
  }

  private static Element none(String text) {
    return Element.of("p", "none").text(text);
  }
}
