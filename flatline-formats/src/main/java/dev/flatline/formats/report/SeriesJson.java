package dev.flatline.formats.report;

import java.io.StringWriter;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A series as JSON: the points in the order of time, each with its metrics that were measured,
/// each
/// of those as least, mean and greatest. Bytes per second and watts are whole, shares are not.
public final class SeriesJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Ten thousandths of a share: more than was kept.
  private static final double SHARE_STEPS = 10_000;

  private SeriesJson() {}

  /// The object on one line, without the line's end.
  ///
  /// @param finding the id of the finding around which it was drawn
  public static String encode(String finding, FindingSeries series) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("finding", finding);
      json.writeName("points").writeStartArray();
      series.points().forEach(point -> write(json, point));
      json.writeEndArray();
      json.writeEndObject();
    }
    return line.toString();
  }

  private static void write(JsonGenerator json, SeriesPoint point) {
    json.writeStartObject();
    json.writeStringProperty("at", Instant.ofEpochMilli(point.atMillis()).toString());
    for (PlottedMetric metric : PlottedMetric.values()) {
      Spread spread = metric.of(point);
      if (spread.isMeasured()) {
        json.writeName(metric.key()).writeStartArray();
        for (double value : new double[] {spread.least(), spread.mean(), spread.greatest()}) {
          write(json, metric, value);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PlottedMetric metric, double value) {
    switch (metric) {
      case CPU, GPU -> json.writeNumber(Math.round(value * SHARE_STEPS) / SHARE_STEPS);
      case NETWORK, DISK, POWER, PCIE -> json.writeNumber(Math.round(value));
    }
  }
}
