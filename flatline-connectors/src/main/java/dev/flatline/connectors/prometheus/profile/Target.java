package dev.flatline.connectors.prometheus.profile;

import dev.flatline.core.telemetry.Metric;

/// What the values of a query are.
public sealed interface Target {

  /// A canonical metric as it is.
  record Measured(Metric metric) implements Target {}

  /// CPU in use, in cores: divided by the capacity it is the utilization.
  record CpuUsage() implements Target {}

  /// CPU that may be used, in cores. Of several, the first that has a value counts.
  ///
  /// @param origin where the capacity comes from, in words
  record CpuCapacity(String origin) implements Target {
    /// A capacity seldom changes: it is asked for at this step, looking back over it, and holds for
    /// the times in between.
    public static final long STEP_MILLIS = 300_000;
  }

  /// The target in words, for messages.
  default String text() {
    return switch (this) {
      case Measured measured -> measured.metric.metricName();
      case CpuUsage usage -> "cpu usage";
      case CpuCapacity capacity -> "cpu capacity (" + capacity.origin + ")";
    };
  }
}
