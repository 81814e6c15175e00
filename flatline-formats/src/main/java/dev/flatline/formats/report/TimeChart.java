package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.QuantityText;
import java.time.Instant;
import java.util.Optional;

/// One metric over time. Lines live in a drawing that is stretched to the room there is, words in
/// one on top of it that is not: so a phone shows the same plot with text of the same size.
final class TimeChart {
  /// Of a range without width, so that it is seen: one pixel of a small chart.
  private static final int LEAST_HEIGHT = PlotPath.HEIGHT / 60;

  private final PlottedMetric metric;
  private final Trace trace;
  private final TimeScale time;
  private final ValueScale values;
  private final Finding finding;
  private final Optional<UsualRange> usual;

  TimeChart(PlottedMetric metric, ReportedFinding reported, TimeScale time) {
    this.metric = metric;
    this.trace = Trace.of(reported.series(), metric::of);
    this.time = time;
    this.values = metric.scale(trace);
    this.finding = reported.finding();
    this.usual =
        UsualRange.before(finding.firstObserved().toEpochMilli(), reported.series(), metric::of);
  }

  Element toElement() {
    Element chart = Element.of("div", "chart " + metric.key()).add(heading());
    if (metric.isFirst()) {
      chart.add(Drawing.besideAxis(moments()));
    }
    return trace.isEmpty()
        ? chart.add(Element.of("p", "unmeasured").text(metric.title() + " was not measured."))
        : chart.add(Drawing.plot(valueAxis(), marks(), words()));
  }

  /// When it began and when it was detected, in words, with a line down to the plot from each.
  private Element moments() {
    double began = Percent.clamp(time.share(finding.firstObserved()));
    double detected = Percent.clamp(time.share(finding.detectedAt()));
    return Drawing.unstretched("moments")
        .add(Drawing.down(began, "0.3em"))
        .add(Drawing.beside(began, "0.9em", "began " + time.label(finding.firstObserved())))
        .add(Drawing.down(detected, "1.6em"))
        .add(Drawing.beside(detected, "2.2em", "detected " + time.label(finding.detectedAt())));
  }

  private Element heading() {
    return Element.of("h4")
        .text(metric.title())
        .text(" ")
        .add(
            Element.of("small")
                .text(
                    metric.subtitle()
                        + usual.map(range -> ", before " + inWords(range)).orElse("")));
  }

  private Element valueAxis() {
    Element axis = Drawing.unstretched("values");
    for (double tick : values.ticks()) {
      axis.add(Drawing.rightAligned(values.share(tick), values.label(tick)));
    }
    return axis;
  }

  private Element marks() {
    Element marks = Drawing.stretched("marks").with("role", "img").with("aria-label", inWords());
    usual.ifPresent(range -> marks.add(across(range)));
    double from = Percent.clamp(time.share(finding.firstObserved()));
    double to = Percent.clamp(time.share(finding.lastObserved()));
    marks.add(
        Drawing.rectangle("span " + finding.severity().label(), from, to - from)
            .with("height", PlotPath.HEIGHT));
    for (double tick : values.ticks()) {
      marks.add(Drawing.horizontal("grid", values.share(tick)));
    }
    String band = PlotPath.band(trace, time, values);
    if (!band.isEmpty()) {
      marks.add(Element.of("path", "band").with("d", band));
    }
    return marks
        .add(Element.of("path", "line").with("d", PlotPath.line(trace, time, values)))
        .add(Drawing.vertical("detected", Percent.clamp(time.share(finding.detectedAt()))));
  }

  /// From end to end: what came later is seen against it.
  private Element across(UsualRange range) {
    long top = Math.round(values.share(range.high()) * PlotPath.HEIGHT);
    long bottom = Math.round(values.share(range.low()) * PlotPath.HEIGHT);
    return Drawing.rectangle("usual", 0, 1)
        .with("y", top)
        .with("height", Math.max(LEAST_HEIGHT, bottom - top));
  }

  private Element words() {
    Element words = Drawing.unstretched("words");
    for (Trace.Gap gap : trace.gaps(time)) {
      double from = Percent.clamp(time.share(gap.fromMillis()));
      double width = Percent.clamp(time.share(gap.toMillis())) - from;
      words.add(
          Element.of("rect", "gap")
              .with("x", Percent.of(from))
              .with("width", Percent.of(width))
              .with("height", "100%")
              .with("fill", "url(#gap)")
              .add(Element.of("title").text("not measured")));
    }
    return words;
  }

  private String inWords() {
    return metric.title()
        + " over time, up to "
        + QuantityText.of(trace.greatest(), metric.unit())
        + ", from "
        + time.label(Instant.ofEpochMilli(time.fromMillis()))
        + " to "
        + time.label(Instant.ofEpochMilli(time.toMillis()))
        + " UTC. Began "
        + time.label(finding.firstObserved())
        + ", detected "
        + time.label(finding.detectedAt())
        + "."
        + usual.map(range -> " Before it began, mostly " + inWords(range) + ".").orElse("");
  }

  private String inWords(UsualRange range) {
    String low = QuantityText.of(range.low(), metric.unit());
    String high = QuantityText.of(range.high(), metric.unit());
    return low.equals(high) ? low : low + " to " + high;
  }
}
