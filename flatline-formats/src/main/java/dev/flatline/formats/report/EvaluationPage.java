package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import java.util.List;
import java.util.Locale;

/// The report of an evaluation as one HTML file that works offline.
public final class EvaluationPage {
  private EvaluationPage() {}

  /// The page; the same for the same report. To be written in UTF-8.
  public static String render(EvaluationReport report) {
    Element main = Element.of("main");
    if (!report.power().isEmpty()) {
      main.add(section("power", "What would be noticed").add(PowerFigure.of(report.power())));
    }
    for (int i = 0; i < report.tables().size(); i++) {
      main.line().add(table(i, report.tables().get(i)));
    }
    return new PageFrame(
            "evaluation of " + Names.ofSource(report.source()),
            report.version(),
            report.generatedAt())
        .around(List.of(header(report), main));
  }

  private static Element header(EvaluationReport report) {
    return Element.of("header", "top")
        .add(Element.of("p", "brand").text("Flatline"))
        .add(Element.of("h1").text("How well miners would be noticed here"))
        .add(Element.of("p", "lead").text(report.lead()))
        .add(
            Element.of("p", "command")
                .add(Element.of("span").text("Again: "))
                .add(Element.of("code").text(report.command())));
  }

  private static Element table(int index, TitledTable titled) {
    Element head = Element.of("tr");
    titled.header().forEach(name -> head.add(Element.of("th").with("scope", "col").text(name)));
    Element body = Element.of("tbody");
    for (List<String> row : titled.rows()) {
      Element line = Element.of("tr");
      line.add(Element.of("th").with("scope", "row").text(row.getFirst()));
      row.subList(1, row.size()).forEach(cell -> line.add(Element.of("td").text(cell)));
      body.line().add(line);
    }
    Element section = section(String.format(Locale.ROOT, "table-%d", index), titled.title());
    if (!titled.note().isEmpty()) {
      section.add(Element.of("p", "lead").text(titled.note()));
    }
    return section.add(
        Element.of("div", "scroll")
            .add(Element.of("table", "figures").add(Element.of("thead").add(head)).add(body)));
  }

  private static Element section(String id, String title) {
    return Element.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-title")
        .add(Element.of("h2").with("id", id + "-title").text(title));
  }
}
