package dev.flatline.server.recent;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.Map;

/// Samples for the tests of this package.
final class Samples {
  /// A whole minute.
  static final long START_MILLIS = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

  private Samples() {}

  static Sample cpu(String workload, long atMillis, double cpu) {
    return new Sample(
        Workload.named(workload), atMillis, MetricValues.of(Metric.CPU_UTILIZATION, cpu));
  }

  static Sample gpu(String workload, long atMillis, double cpu, double utilization, double watts) {
    return new Sample(
        Workload.named(workload),
        atMillis,
        MetricValues.of(
            Map.of(
                Metric.CPU_UTILIZATION, cpu,
                Metric.GPU_UTILIZATION, utilization,
                Metric.GPU_POWER_WATTS, watts)));
  }
}
