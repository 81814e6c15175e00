package dev.flatline.server.console;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Handling;
import dev.flatline.formats.explain.CostText;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Names;
import dev.flatline.formats.report.SeverityBadge;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Findings, a row each.
final class FindingRows {
  private FindingRows() {}

  /// Rows of findings that are only looked at.
  ///
  /// @param order in which they are
  static Element of(List<Finding> findings, FindingQuery.Order order) {
    return of(findings, order, Map.of(), false);
  }

  /// Rows of findings that can be chosen.
  ///
  /// @param order in which they are
  /// @param handlings what people did with them, by their ids
  static Element toChoose(
      List<Finding> findings, FindingQuery.Order order, Map<String, Handling> handlings) {
    return of(findings, order, handlings, true);
  }

  private static Element of(
      List<Finding> findings,
      FindingQuery.Order order,
      Map<String, Handling> handlings,
      boolean toChoose) {
    if (findings.isEmpty()) {
      return Element.of("p", "none")
          .text("Nothing like it was found. What could not be judged is told under Coverage.");
    }
    Element body = Element.of("tbody");
    for (Finding finding : findings) {
      Handling handling = handlings.getOrDefault(finding.id(), Handling.NEW);
      body.line().add(row(finding, handling, toChoose));
    }
    return Element.of("table", "findings")
        .add(Element.of("caption", "hidden").text("Findings, " + first(order)))
        .add(head(toChoose))
        .add(body);
  }

  private static String first(FindingQuery.Order order) {
    return switch (order) {
      case DETECTED -> "the newest detection first";
      case SEVERITY -> "the worst first";
      case OBSERVED -> "the last seen first";
      case COST -> "the dearest first";
    };
  }

  private static Element head(boolean toChoose) {
    Element row = Element.of("tr");
    if (toChoose) {
      row.add(Element.of("td"));
    }
    for (String title :
        List.of("Severity", "Workload", "State", "Detected", "Cost", "Confidence")) {
      row.add(header(title));
    }
    return Element.of("thead").add(row.add(header("Summary")));
  }

  private static Element header(String title) {
    return Element.of("th", title.toLowerCase(Locale.ROOT)).with("scope", "col").text(title);
  }

  private static Element row(Finding finding, Handling handling, boolean toChoose) {
    Element row = Element.of("tr");
    if (toChoose) {
      row.add(
          Element.of("td", "choose")
              .add(
                  Element.of("input")
                      .with("type", "checkbox")
                      .with("name", "id")
                      .with("value", finding.id())
                      .with("aria-label", "choose " + finding.workload().name())));
    }
    return row.add(
            Element.of("td", "severity")
                .with("data-sort", -finding.severity().ordinal())
                .add(SeverityBadge.of(finding.severity())))
        .add(
            Element.of("th", "workload")
                .with("scope", "row")
                .add(
                    Element.of("a")
                        .with("href", Addresses.finding(finding))
                        .add(Names.of(finding.workload().name()))))
        .add(Element.of("td", "state").text(state(finding)).addAll(handled(handling)))
        .add(
            Element.of("td", "detected")
                .with("data-sort", -finding.detectedAt().toEpochMilli())
                .text(TimeText.minute(finding.detectedAt()))
                .add(Element.of("small").text("after " + dwell(finding))))
        .add(
            Element.of("td", "cost")
                .with("data-sort", -finding.cost().order(finding.lasted()))
                .text(CostText.brief(finding)))
        .add(
            Element.of("td", "confidence")
                .with("data-sort", -Math.round(finding.confidence() * 1e6))
                .text(QuantityText.probability(finding.confidence())))
        .add(Element.of("td", "summary").text(finding.summary()));
  }

  private static List<Element> handled(Handling handling) {
    return handling
        .by()
        .map(
            action ->
                Element.of("small").text(handling.state().label() + " by " + action.by().name()))
        .map(List::of)
        .orElse(List.of());
  }

  private static String state(Finding finding) {
    String lasted =
        TimeText.duration(Duration.between(finding.firstObserved(), finding.lastObserved()));
    return switch (finding.status()) {
      case OPEN -> "open, for " + lasted;
      case CLOSED -> "over, took " + lasted;
    };
  }

  private static String dwell(Finding finding) {
    return TimeText.duration(Duration.between(finding.firstObserved(), finding.detectedAt()));
  }
}
