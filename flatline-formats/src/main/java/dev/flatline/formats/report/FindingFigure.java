package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a workload did around its finding: CPU, network and disk over the same time, or what its
/// GPU did, and the same as a short table for those who cannot see it. The script of the page reads
/// the `data-` attributes.
final class FindingFigure {
  private final ReportedFinding reported;
  private final TimeScale time;
  private final List<PlottedMetric> metrics;

  private FindingFigure(ReportedFinding reported) {
    this.reported = reported;
    this.time = new TimeScale(reported.series().fromMillis(), reported.series().toMillis());
    this.metrics = PlottedMetric.of(reported.finding());
  }

  /// The figure, or a sentence where there is nothing to draw.
  static Element of(ReportedFinding reported) {
    return reported.series().isEmpty()
        ? Element.of("p", "unmeasured").text("No samples were kept to draw this finding.")
        : new FindingFigure(reported).figure();
  }

  private Element figure() {
    Element figure =
        Element.of("figure", "behaviour")
            .with("tabindex", 0)
            .with("role", "group")
            .with("aria-label", titles() + " over time; arrow keys read the values")
            .with("data-from", time.fromMillis())
            .with("data-seconds", joined(point -> seconds(point.atMillis() - time.fromMillis())));
    for (PlottedMetric metric : metrics) {
      figure.with("data-" + metric.key(), joined(point -> number(metric, metric.of(point))));
    }
    for (PlottedMetric metric : metrics) {
      figure.line().add(new TimeChart(metric, reported, time).toElement());
    }
    return figure
        .add(Drawing.besideAxis(timeAxis()))
        .add(Element.of("output", "readout").with("aria-live", "polite"))
        .add(caption())
        .add(SeriesTable.of(reported));
  }

  private String titles() {
    return metrics.contains(PlottedMetric.GPU)
        ? "The GPU, its power and PCIe"
        : "CPU, network and disk";
  }

  private Element timeAxis() {
    Element axis = Drawing.unstretched("times");
    time.ticks().forEach(tick -> axis.add(Drawing.tick(tick.share(), tick.label())));
    return axis;
  }

  private Element caption() {
    String day =
        "From "
            + TimeText.minute(Instant.ofEpochMilli(time.fromMillis()))
            + " to "
            + TimeText.minute(Instant.ofEpochMilli(time.toMillis()))
            + " UTC. ";
    return Element.of("figcaption")
        .text(day)
        .text(
            "Tinted: the behaviour. Dashed: the moment of detection. Pale around a line: least to")
        .text(" greatest of the samples behind a point. Grey across: where it usually lay before")
        .text(" that (10th to 90th percentile). Hatched: not measured.");
  }

  private String joined(Function<SeriesPoint, String> value) {
    List<String> values = new ArrayList<>();
    reported.series().points().forEach(point -> values.add(value.apply(point)));
    return values.stream().collect(Collectors.joining(","));
  }

  private static String seconds(long millis) {
    return Long.toString(Math.round(millis / 1000.0));
  }

  /// Shares to a thousandth, bytes per second and watts to one; empty for what was not measured.
  private static String number(PlottedMetric metric, Spread spread) {
    if (!spread.isMeasured()) {
      return "";
    }
    return switch (metric) {
      case CPU, GPU -> Double.toString(Math.round(spread.mean() * 1000) / 1000.0);
      case NETWORK, DISK, POWER, PCIE -> Long.toString(Math.round(spread.mean()));
    };
  }
}
