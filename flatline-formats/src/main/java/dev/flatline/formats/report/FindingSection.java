package dev.flatline.formats.report;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.formats.explain.CostText;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import dev.flatline.formats.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// Everything of one finding: what it is, the picture, the reasons, the context, what could not be
/// judged, and what to do next.
public final class FindingSection {
  /// Evidence at least this strong fills its bar.
  private static final double FULL_BAR_DECIBANS = 20;

  private final NumberedFindings.Numbered numbered;
  private final Finding finding;

  private FindingSection(NumberedFindings.Numbered numbered) {
    this.numbered = numbered;
    this.finding = numbered.finding();
  }

  /// The only one of a page, with its figure.
  public static Element of(ReportedFinding finding) {
    return charted(new NumberedFindings(List.of(finding)).all().getFirst());
  }

  /// With its figure.
  static Element charted(NumberedFindings.Numbered numbered) {
    FindingSection section = new FindingSection(numbered);
    return section.of(FindingFigure.of(numbered.reported()));
  }

  /// With a sentence in its figure's place.
  static Element uncharted(NumberedFindings.Numbered numbered) {
    String instead = "Only the first " + HtmlReport.MOST_FIGURES + " findings are drawn.";
    return new FindingSection(numbered).of(Element.of("p", "unmeasured").text(instead));
  }

  private Element of(Element figure) {
    return Element.of("article", "finding " + finding.severity().label())
        .with("id", numbered.anchor())
        .with("aria-labelledby", numbered.anchor() + "-name")
        .add(header())
        .add(Element.of("p", "lead").text(finding.summary()))
        .add(facts())
        .add(figure)
        .add(Element.of("h4").text("Why"))
        .add(reasons())
        .addAll(against())
        .addAll(calculation("How it adds up", reasoning().weighing()))
        .add(Element.of("div", "columns").addAll(remarks()))
        .addAll(fullName());
  }

  private Element header() {
    return Element.of("header")
        .add(SeverityBadge.of(finding.severity()))
        .add(
            Element.of("h3")
                .with("id", numbered.anchor() + "-name")
                .add(Names.of(finding.workload().name())));
  }

  private Element facts() {
    Duration dwell = Duration.between(finding.firstObserved(), finding.detectedAt());
    Element facts = Element.of("dl", "facts");
    fact(facts, "Since", TimeText.minute(finding.firstObserved()) + " UTC");
    String detected = TimeText.minute(finding.detectedAt()) + " UTC";
    fact(facts, "Detected", detected + ", after " + TimeText.duration(dwell));
    fact(facts, "Last seen", lastSeen());
    fact(facts, "Cost so far", CostText.of(finding));
    fact(facts, "Confidence", QuantityText.confidence(finding.confidence()));
    fact(facts, "Technique", finding.technique().id() + " " + finding.technique().name());
    new TreeMap<>(finding.workload().labels()).forEach((name, value) -> fact(facts, name, value));
    fact(facts, "Id", finding.id());
    return facts;
  }

  private String lastSeen() {
    return switch (finding.status()) {
      case OPEN -> TimeText.minute(finding.lastObserved()) + " UTC, still going on";
      case CLOSED -> TimeText.minute(finding.lastObserved()) + " UTC, over";
    };
  }

  private static void fact(Element facts, String name, String value) {
    facts.add(
        Element.of("div")
            .add(Element.of("dt").text(VisibleText.shortened(name, Names.MOST_CODE_POINTS)))
            .add(Element.of("dd").add(isolated(value))));
  }

  private static Element isolated(String value) {
    return Element.of("bdi").text(VisibleText.shortened(value, Names.MOST_CODE_POINTS));
  }

  private Element reasons() {
    Element reasons = Element.of("ol", "reasons");
    for (int i = 0; i < finding.evidence().size(); i++) {
      reasons.add(reason(finding.evidence().get(i), reasoning().terms(i)));
    }
    return reasons;
  }

  private Reasoning reasoning() {
    return numbered.reported().reasoning();
  }

  private List<Element> against() {
    List<String> lines = reasoning().against();
    return lines.isEmpty()
        ? List.of()
        : List.of(
            Element.of("h4").text("What speaks against it"),
            listed("ul", lines).with("class", "against"));
  }

  private static Element listed(String list, List<String> texts) {
    Element items = Element.of(list);
    texts.forEach(text -> items.add(Prose.addTo(Element.of("li"), text)));
    return items;
  }

  private static Element reason(Evidence evidence, List<String> terms) {
    Element values = Element.of("dl", "values");
    evidence.values().forEach(value -> fact(values, name(value), text(value)));
    return Element.of("li")
        .add(
            Element.of("p", "strength")
                .add(Element.of("strong").text(evidence.detector()))
                .add(bar(evidence.strengthDecibans()))
                .add(Element.of("span").text(strength(evidence.strengthDecibans()))))
        .add(Prose.addTo(Element.of("p"), evidence.summary()))
        .add(values)
        .add(Element.of("p", "when").text(when(evidence)))
        .addAll(calculation("The calculation, term by term", terms));
  }

  private static List<Element> calculation(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return List.of();
    }
    return List.of(
        Element.of("details", "calculation")
            .add(Element.of("summary").text(title))
            .add(listed("ul", lines)));
  }

  private static String name(NamedValue value) {
    return QuantityText.name(value);
  }

  private static String text(NamedValue value) {
    return QuantityText.of(value.value(), value.unit());
  }

  private static String strength(double decibans) {
    return QuantityText.of(decibans, Unit.DECIBANS)
        + ", "
        + QuantityText.likelihoodRatio(decibans)
        + " likelier if it mines";
  }

  private static Element bar(double decibans) {
    return Element.of("svg", "bar")
        .with("aria-hidden", "true")
        .add(Element.of("rect", "full").with("width", "100%").with("height", "100%"))
        .add(
            Element.of("rect", "part")
                .with("width", Percent.of(decibans / FULL_BAR_DECIBANS))
                .with("height", "100%"));
  }

  private static String when(Evidence evidence) {
    Instant from = evidence.from();
    Duration length = Duration.between(from, evidence.to());
    return TimeText.minute(from)
        + " to "
        + TimeText.minute(evidence.to())
        + " UTC, "
        + TimeText.duration(length);
  }

  private List<Element> remarks() {
    return List.of(
        remark("What to do next", "ol", finding.nextSteps(), "Nothing is suggested."),
        remark("Context", "ul", finding.context(), "Policy and platform say nothing of it."),
        remark("Could not be judged", "ul", finding.unknowns(), "Everything could be judged."));
  }

  private static Element remark(String title, String list, List<String> texts, String ifNone) {
    Element remark = Element.of("section").add(Element.of("h4").text(title));
    if (texts.isEmpty()) {
      return remark.add(Element.of("p", "none").text(ifNone));
    }
    return remark.add(listed(list, texts));
  }

  private List<Element> fullName() {
    String name = finding.workload().name();
    return Names.isLong(name) ? List.of(CutList.of("The whole name", List.of(name))) : List.of();
  }
}
