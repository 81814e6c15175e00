package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.EvaluationReport.PowerPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One picture of what a fleet would notice: the level of a steady miner to the right, the share of
/// the workloads on which it would be noticed upwards.
final class PowerFigure {
  private static final double[] TICKS = {0, 0.25, 0.5, 0.75, 1};

  private PowerFigure() {}

  static Element of(List<PowerPoint> points) {
    List<PowerPoint> ascending =
        points.stream().sorted(Comparator.comparingDouble(PowerPoint::level)).toList();
    Element levels = Drawing.unstretched("times");
    Element shares = Drawing.unstretched("values");
    for (double tick : TICKS) {
      levels.add(Drawing.tick(tick, percent(tick)));
      shares.add(Drawing.rightAligned(1 - tick, percent(tick)));
    }
    return Element.of("figure", "fleet")
        .add(Element.of("p", "axis-title").text("↑ share of workloads on which it is noticed"))
        .add(Drawing.plot(shares, marks(ascending), words(ascending)))
        .add(Drawing.besideAxis(levels))
        .add(Element.of("p", "axis-title below").text("steady miner, share of capacity →"))
        .add(
            Element.of("figcaption")
                .text("A miner counts as noticed where all larger ones tried are noticed too."));
  }

  private static Element marks(List<PowerPoint> points) {
    Element marks = Drawing.stretched("marks").with("aria-hidden", "true");
    for (double tick : TICKS) {
      marks.add(Drawing.horizontal("grid", 1 - tick));
    }
    StringBuilder path = new StringBuilder();
    for (PowerPoint point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Math.round(point.level() * PlotPath.WIDTH))
          .append(' ')
          .append(Math.round((1 - point.share()) * PlotPath.HEIGHT));
    }
    return marks.add(Element.of("path", "power").with("d", path.toString())).line();
  }

  private static Element words(List<PowerPoint> points) {
    Element words = Element.of("svg", "words").with("role", "group").with("aria-label", "Levels");
    for (PowerPoint point : points) {
      words.add(
          Element.of("text", "other")
              .with("x", Percent.of(point.level()))
              .with("y", Percent.of(1 - point.share()))
              .with("dy", "-8")
              .with("text-anchor", "middle")
              .text(percent(point.share())));
    }
    return words;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
