package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.explain.CostText;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// All findings, a row each. The script of the page sorts by the `data-sort` attributes.
final class FindingsTable {
  static final int MOST_ROWS = 1000;

  private FindingsTable() {}

  static Element of(List<NumberedFindings.Numbered> findings) {
    Element body = Element.of("tbody");
    findings.stream().limit(MOST_ROWS).forEach(numbered -> body.line().add(row(numbered)));
    Element table = Element.of("table", "findings").add(head()).add(body);
    Element section = Element.of("div").add(table);
    if (findings.size() > MOST_ROWS) {
      section.add(
          Element.of("p", "note")
              .text(
                  String.format(
                      Locale.ROOT,
                      "The first %,d of %,d findings; --format jsonl gives all.",
                      MOST_ROWS,
                      findings.size())));
    }
    return section;
  }

  private static Element head() {
    Element row = Element.of("tr");
    row.add(header("Severity", "severity"));
    row.add(header("Workload", "workload"));
    row.add(header("Since (UTC)", "since"));
    row.add(header("Detected", "detected"));
    row.add(header("Cost so far", "cost"));
    row.add(header("Confidence", "confidence"));
    row.add(header("Summary", "summary"));
    return Element.of("thead").add(row);
  }

  private static Element header(String title, String cssClass) {
    return Element.of("th", cssClass).with("scope", "col").text(title);
  }

  private static Element row(NumberedFindings.Numbered numbered) {
    Finding finding = numbered.finding();
    String name = finding.workload().name();
    return Element.of("tr")
        .add(cell("severity", -rank(finding.severity())).add(SeverityBadge.of(finding.severity())))
        .add(
            Element.of("th", "workload")
                .with("scope", "row")
                .add(Element.of("a").with("href", numbered.href()).add(Names.of(name))))
        .add(
            cell("since", finding.firstObserved().toEpochMilli())
                .text(TimeText.minute(finding.firstObserved())))
        .add(
            cell("detected", finding.detectedAt().toEpochMilli())
                .text("after " + TimeText.duration(dwell(finding))))
        .add(cell("cost", -finding.cost().order(finding.lasted())).text(CostText.brief(finding)))
        .add(
            cell("confidence", -Math.round(finding.confidence() * 1e6))
                .text(QuantityText.probability(finding.confidence())))
        .add(Element.of("td", "summary").text(finding.summary()));
  }

  private static Element cell(String cssClass, long sortKey) {
    return Element.of("td", cssClass).with("data-sort", sortKey);
  }

  private static Duration dwell(Finding finding) {
    return Duration.between(finding.firstObserved(), finding.detectedAt());
  }

  private static int rank(Severity severity) {
    return switch (severity) {
      case LOW -> 1;
      case MEDIUM -> 2;
      case HIGH -> 3;
    };
  }
}
