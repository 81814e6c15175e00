package dev.flatline.connectors.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;

/// Samples in OpenMetrics text, evenly spaced, to be loaded into a Prometheus.
final class OpenMetricsText {
  private final StringBuilder text = new StringBuilder();
  private final Instant from;
  private final Instant to;
  private final Duration step;

  OpenMetricsText(Instant from, Instant to, Duration step) {
    this.from = from;
    this.to = to;
    this.step = step;
  }

  /// A counter that rises evenly.
  ///
  /// @param labels as between the braces
  OpenMetricsText counter(String metric, String labels, double perSecond) {
    return series(metric, labels, seconds -> 1_000 + perSecond * seconds);
  }

  OpenMetricsText gauge(String metric, String labels, double value) {
    return series(metric, labels, seconds -> value);
  }

  /// A series whose value depends on the seconds since its beginning; where it is NaN there is
  /// none.
  OpenMetricsText series(String metric, String labels, DoubleUnaryOperator valueAfterSeconds) {
    for (Instant at = from; !at.isAfter(to); at = at.plus(step)) {
      double value =
          valueAfterSeconds.applyAsDouble((double) Duration.between(from, at).toSeconds());
      if (!Double.isNaN(value)) {
        text.append(metric).append('{').append(labels).append("} ");
        text.append(value).append(' ').append(at.getEpochSecond()).append('\n');
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return text + "# EOF\n";
  }
}
