package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import java.util.List;

/// The report of a hunt as one HTML file that works offline.
public final class HtmlReport {
  /// Findings with figures; each figure has up to 50 kB.
  static final int MOST_FIGURES = 100;

  /// Findings with a section of their own; the others have a row in the table.
  static final int MOST_SECTIONS = 300;

  private HtmlReport() {}

  /// The page; the same for the same report. To be written in UTF-8.
  public static String render(HuntReport report) {
    NumberedFindings findings = new NumberedFindings(report.findings());
    Hunt hunt = report.hunt();
    return new PageFrame(Names.ofSource(hunt.source()), hunt.version(), hunt.generatedAt())
        .around(
            List.of(
                Drawing.gapPattern(), HeaderSection.of(report, findings), main(report, findings)));
  }

  private static Element main(HuntReport report, NumberedFindings findings) {
    Element main = Element.of("main");
    if (!report.fleet().points().isEmpty()) {
      main.add(section("fleet", "Fleet").add(FleetFigure.of(report.fleet(), findings))).line();
    }
    if (!findings.all().isEmpty()) {
      main.add(findings(findings.all())).line();
    }
    return main.add(CoverageSection.of(report.coverage()));
  }

  private static Element findings(List<NumberedFindings.Numbered> findings) {
    Element section = section("findings", "Findings").add(FindingsTable.of(findings));
    for (NumberedFindings.Numbered numbered : findings) {
      if (numbered.number() <= MOST_FIGURES) {
        section.line().add(FindingSection.charted(numbered));
      } else if (numbered.number() <= MOST_SECTIONS) {
        section.line().add(FindingSection.uncharted(numbered));
      }
    }
    return section;
  }

  private static Element section(String id, String title) {
    return Element.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-title")
        .add(Element.of("h2").with("id", id + "-title").text(title));
  }
}
