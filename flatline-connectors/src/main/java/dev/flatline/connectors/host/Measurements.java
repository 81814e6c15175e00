package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;

/// The values of one workload at one reading, while they are collected. NaN is "not measured" and
/// leaves no trace; what cannot be a measurement is left out and counted.
final class Measurements {
  /// A millionth is finer than any of the kernel's counters is over a second, and keeps files
  /// short.
  private static final double STEPS_PER_UNIT = 1e6;

  /// Above it a double has no millionths to round to.
  private static final double LARGEST_ROUNDED = 1e9;

  private final double[] byMetric = MetricValues.unmeasured();
  private final DropCounts refused;

  /// Nothing measured.
  ///
  /// @param refused where to count values that cannot be
  Measurements(DropCounts refused) {
    this.refused = refused;
  }

  /// Adds one value.
  void put(Metric metric, double value) {
    if (metric.accepts(value)) {
      byMetric[metric.ordinal()] = rounded(value);
    } else if (!Double.isNaN(value)) {
      refused.add(metric.whyRefused(value));
    }
  }

  /// The sample; nothing may be added afterwards.
  Sample toSample(Workload workload, long atMillis) {
    return new Sample(workload, atMillis, MetricValues.of(byMetric));
  }

  private static double rounded(double value) {
    return value < LARGEST_ROUNDED ? Math.rint(value * STEPS_PER_UNIT) / STEPS_PER_UNIT : value;
  }
}
