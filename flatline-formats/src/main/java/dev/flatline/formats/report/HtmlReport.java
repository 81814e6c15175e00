package dev.flatline.formats.report;

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
        .around(List.of(gapPattern(), HeaderSection.of(report, findings), main(report, findings)));
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

  /// What gaps are filled with, once for all drawings.
  private static Element gapPattern() {
    return Element.of("svg", "patterns")
        .with("aria-hidden", "true")
        .add(
            Element.of("pattern")
                .with("id", "gap")
                .with("width", 6)
                .with("height", 6)
                .with("patternUnits", "userSpaceOnUse")
                .with("patternTransform", "rotate(45)")
                .add(Element.of("path").with("d", "M0 0V6")));
  }
}
