package dev.flatline.formats.report;

import dev.flatline.formats.text.TimeText;
import java.util.List;

/// The report as one HTML file that works offline. It asks for nothing: a content security policy
/// allows its own style sheet and its own script, by their hashes, and nothing else.
public final class HtmlReport {
  /// Findings with figures; each figure has up to 50 kB.
  static final int MOST_FIGURES = 100;

  /// Findings with a section of their own; the others have a row in the table.
  static final int MOST_SECTIONS = 300;

  private static final PageResource STYLE = PageResource.load("report.css");
  private static final PageResource SCRIPT = PageResource.load("report.js");

  private HtmlReport() {}

  /// The page; the same for the same report. To be written in UTF-8.
  public static String render(HuntReport report) {
    NumberedFindings findings = new NumberedFindings(report.findings());
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
    Element.of("html")
        .with("lang", "en")
        .line()
        .add(head(report))
        .line()
        .add(body(report, findings))
        .line()
        .writeTo(page);
    return page.append('\n').toString();
  }

  private static Element head(HuntReport report) {
    return Element.of("head")
        .add(Element.of("meta").with("charset", "utf-8"))
        .line()
        .add(
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", policy()))
        .line()
        .add(meta("viewport", "width=device-width, initial-scale=1"))
        .add(meta("referrer", "no-referrer"))
        .add(meta("color-scheme", "light dark"))
        .add(meta("generator", "Flatline " + report.hunt().version()))
        .line()
        .add(Element.of("title").text("Flatline: " + Names.ofSource(report.hunt().source())))
        .line()
        .add(Element.verbatim("style", STYLE));
  }

  private static String policy() {
    return "default-src 'none'; style-src "
        + STYLE.policySource()
        + "; script-src "
        + SCRIPT.policySource()
        + "; base-uri 'none'; form-action 'none'";
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  private static Element body(HuntReport report, NumberedFindings findings) {
    return Element.of("body")
        .add(gapPattern())
        .add(HeaderSection.of(report, findings))
        .line()
        .add(main(report, findings))
        .line()
        .add(Element.of("footer").text(footer(report.hunt())))
        .line()
        .add(Element.verbatim("script", SCRIPT));
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

  private static String footer(Hunt hunt) {
    return "Made by Flatline "
        + hunt.version()
        + " at "
        + TimeText.second(hunt.generatedAt())
        + " UTC. This file needs no network and asks for nothing.";
  }
}
