package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.List;
import java.util.Optional;

/// Joins what the queries of a profile say of one workload at one time, as a hunt does.
final class SampleJoin {
  private final LiveCounts counts;
  private final double[] values = MetricValues.unmeasured();
  private long measured;
  private boolean known;

  SampleJoin(LiveCounts counts) {
    this.counts = counts;
  }

  /// The values of a workload, empty where there are none.
  Optional<MetricValues> values(List<LiveColumn> columns, int workload) {
    measured = 0;
    known = false;
    for (LiveColumn column : columns) {
      double value = column.value(workload);
      if (!Double.isNaN(value)) {
        switch (column.target()) {
          case Target.Measured target -> put(target.metric(), value);
          case Target.CpuUsage usage -> share(value, columns, workload);
          case Target.CpuCapacity capacity -> {}
        }
      }
    }
    if (known && measured == 0) {
      counts.dropped().add(DropReason.NO_VALUES);
    }
    return measured == 0 ? Optional.empty() : Optional.of(MetricValues.of(values, measured));
  }

  private void share(double usedCores, List<LiveColumn> columns, int workload) {
    double cores = capacity(columns, workload);
    if (cores > 0) {
      put(Metric.CPU_UTILIZATION, usedCores / cores);
      put(Metric.CPU_CAPACITY_CORES, cores);
    } else {
      counts.withoutCapacity();
    }
  }

  /// Of several capacities the first that is known, NaN where none is.
  private static double capacity(List<LiveColumn> columns, int workload) {
    for (LiveColumn column : columns) {
      double cores = column.isHeld() ? column.value(workload) : 0;
      if (cores > 0 && cores < Double.MAX_VALUE) {
        return cores;
      }
    }
    return Double.NaN;
  }

  private void put(Metric metric, double value) {
    known = true;
    if (metric.accepts(value)) {
      values[metric.ordinal()] = value;
      measured |= 1L << metric.ordinal();
    } else {
      counts.dropped().add(metric.whyRefused(value));
    }
  }
}
