package dev.flatline.connectors.prometheus;

import dev.flatline.formats.prometheus.SeriesVisitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The answer to a query at one time.
final class InstantVector implements SeriesVisitor {
  private final Map<Map<String, String>, Double> values = new LinkedHashMap<>();
  private Map<String, String> current = Map.of();

  @Override
  public void series(Map<String, String> labels) {
    current = labels;
  }

  @Override
  public void point(long atMillis, double value) {
    values.put(current, value);
  }

  Map<Map<String, String>, Double> values() {
    return values;
  }

  /// The only value, empty where there is none or it is no number.
  OptionalDouble single() {
    return values.values().stream()
        .mapToDouble(Double::doubleValue)
        .filter(value -> !Double.isNaN(value))
        .findFirst();
  }
}
