package dev.flatline.connectors.prometheus.promql;

import java.util.Locale;
import java.util.Optional;

/// What makes one value of a series' points within a range.
public enum RangeFunction {
  /// Increase per second of a counter, extrapolated to the range.
  RATE,
  /// Increase per second between the last two points of a counter.
  IRATE,
  /// Increase of a counter, extrapolated to the range.
  INCREASE,
  /// The newest value.
  LAST_OVER_TIME,
  /// The mean of the values.
  AVG_OVER_TIME,
  /// The largest value.
  MAX_OVER_TIME,
  /// The smallest value.
  MIN_OVER_TIME;

  /// As PromQL writes it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RangeFunction> named(String text) {
    for (RangeFunction function : values()) {
      if (function.text().equals(text)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
