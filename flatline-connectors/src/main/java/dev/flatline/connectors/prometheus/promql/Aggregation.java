package dev.flatline.connectors.prometheus.promql;

import java.util.Locale;
import java.util.Optional;

/// What makes one value of the values of a group.
public enum Aggregation {
  /// Their sum.
  SUM,
  /// The largest.
  MAX,
  /// The smallest.
  MIN,
  /// Their mean.
  AVG,
  /// How many they are.
  COUNT;

  static Optional<Aggregation> named(String text) {
    for (Aggregation aggregation : values()) {
      if (aggregation.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
        return Optional.of(aggregation);
      }
    }
    return Optional.empty();
  }
}
