package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;
import java.util.List;

/// A series as a table of at most two dozen rows, each for several points.
final class SeriesTable {
  private static final int MOST_ROWS = 24;

  private SeriesTable() {}

  static Element of(ReportedFinding reported) {
    List<SeriesPoint> points = reported.series().points();
    List<PlottedMetric> metrics = PlottedMetric.of(reported.finding());
    Element body = Element.of("tbody");
    int stride = Math.ceilDiv(points.size(), MOST_ROWS);
    for (int i = 0; i < points.size(); i += stride) {
      body.add(row(metrics, points.subList(i, Math.min(i + stride, points.size()))));
    }
    return Element.of("details")
        .add(Element.of("summary").text("The same as a table"))
        .add(Element.of("table").add(head(metrics)).add(body));
  }

  private static Element head(List<PlottedMetric> metrics) {
    Element row = Element.of("tr").add(Element.of("th").with("scope", "col").text("From (UTC)"));
    for (PlottedMetric metric : metrics) {
      row.add(Element.of("th").with("scope", "col").text(metric.title()));
    }
    return Element.of("thead").add(row);
  }

  private static Element row(List<PlottedMetric> metrics, List<SeriesPoint> points) {
    String from = TimeText.second(Instant.ofEpochMilli(points.getFirst().atMillis()));
    Element row = Element.of("tr").add(Element.of("th").with("scope", "row").text(from));
    for (PlottedMetric metric : metrics) {
      row.add(Element.of("td").text(inWords(metric, points)));
    }
    return row;
  }

  private static String inWords(PlottedMetric metric, List<SeriesPoint> points) {
    double sum = 0;
    int count = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (SeriesPoint point : points) {
      Spread spread = metric.of(point);
      if (spread.isMeasured()) {
        sum += spread.mean();
        count++;
        least = Math.min(least, spread.least());
        greatest = Math.max(greatest, spread.greatest());
      }
    }
    if (count == 0) {
      return "not measured";
    }
    String mean = QuantityText.of(sum / count, metric.unit());
    return least == greatest
        ? mean
        : mean
            + " ("
            + QuantityText.of(least, metric.unit())
            + " to "
            + QuantityText.of(greatest, metric.unit())
            + ")";
  }
}
