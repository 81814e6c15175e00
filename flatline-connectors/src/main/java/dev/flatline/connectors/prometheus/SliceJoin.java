package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Joins the columns of a slice into samples: one for each workload and time of which anything is
/// known.
final class SliceJoin {
  private final Slice slice;
  private final List<Column> columns;
  private final DropCounts drops;
  private final CoverageLog coverage;
  private long delivered;

  /// @param columns what the slice's asks gave, in their order
  SliceJoin(Slice slice, List<Column> columns, DropCounts drops, CoverageLog coverage) {
    this.slice = slice;
    this.columns = columns;
    this.drops = drops;
    this.coverage = coverage;
  }

  /// Hands all samples over, workload by workload, each in the order of time.
  ///
  /// @return how many
  long deliver(SampleSink sink) {
    countRefused();
    for (List<String> key : keys()) {
      Optional<Workload> workload = slice.reading().names().workload(key);
      if (workload.isPresent()) {
        deliver(workload.get(), row(key), sink);
      } else {
        drops.add(DropReason.NO_LABELS);
      }
    }
    return delivered;
  }

  /// Whether there is a workload that was not named yet and whose lookups have not all found
  /// something.
  boolean lacksNames() {
    return keys().stream().anyMatch(slice.reading().names()::lacks);
  }

  private Set<List<String>> keys() {
    Set<List<String>> keys = new LinkedHashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!slice.asks().get(i).isHeld()) {
        keys.addAll(columns.get(i).keys());
      }
    }
    return keys;
  }

  private void countRefused() {
    for (Column column : columns) {
      for (long i = 0; i < column.notANumber(); i++) {
        drops.add(DropReason.NOT_A_NUMBER);
      }
      for (long i = 0; i < column.duplicates(); i++) {
        drops.add(DropReason.DUPLICATE);
      }
      for (long i = 0; i < column.offGrid(); i++) {
        drops.add(DropReason.BAD_TIMESTAMP);
      }
    }
  }

  private void deliver(Workload workload, Row row, SampleSink sink) {
    CoverageLog.Seen seen = coverage.of(workload);
    TimeGrid grid = slice.grid();
    for (int i = 0; i < grid.points(); i++) {
      double[] values = row.valuesAt(i, seen);
      if (values.length > 0) {
        sink.accept(new Sample(workload, grid.atMillis(i), MetricValues.of(values)));
        seen.sample(grid.atMillis(i));
        delivered++;
      }
    }
  }

  private Row row(List<String> key) {
    Row row = new Row();
    for (int i = 0; i < columns.size(); i++) {
      double[] values = columns.get(i).values(key);
      if (values.length > 0) {
        row.add(slice.asks().get(i).target(), columns.get(i).grid(), values);
      }
    }
    return row;
  }

  /// What is known of one workload, as arrays by time.
  private final class Row {
    private static final double[] NOTHING = new double[0];

    private final List<Measured> measured = new ArrayList<>();
    private final List<Capacity> capacities = new ArrayList<>();
    private double[] usage = NOTHING;

    void add(Target target, TimeGrid grid, double[] values) {
      switch (target) {
        case Target.Measured column -> measured.add(new Measured(column.metric(), values));
        case Target.CpuCapacity column -> capacities.add(new Capacity(grid, values));
        case Target.CpuUsage column -> usage = values;
      }
    }

    /// The values at one time, an empty array where there are none.
    double[] valuesAt(int index, CoverageLog.Seen seen) {
      double[] values = NOTHING;
      boolean known = false;
      for (Measured column : measured) {
        double value = column.values[index];
        if (!Double.isNaN(value)) {
          values = put(values, column.metric, value, seen);
          known = true;
        }
      }
      if (usage.length > 0 && !Double.isNaN(usage[index])) {
        seen.usage();
        double cores = capacityAt(slice.grid().atMillis(index));
        if (cores > 0) {
          values = put(values, Metric.CPU_UTILIZATION, usage[index] / cores, seen);
          values = put(values, Metric.CPU_CAPACITY_CORES, cores, seen);
          known = true;
        }
      }
      if (known && values.length == 0) {
        drops.add(DropReason.NO_VALUES);
      }
      return values;
    }

    private double[] put(double[] values, Metric metric, double value, CoverageLog.Seen seen) {
      if (!metric.accepts(value)) {
        drops.add(metric.whyRefused(value));
        return values;
      }
      double[] target = values.length > 0 ? values : MetricValues.unmeasured();
      target[metric.ordinal()] = value;
      seen.metric(metric);
      return target;
    }

    /// Of several capacities the first that is known, NaN where none is.
    private double capacityAt(long atMillis) {
      for (Capacity capacity : capacities) {
        double cores = capacity.values[capacity.grid.closingIndex(atMillis)];
        if (cores > 0 && cores < Double.MAX_VALUE) {
          return cores;
        }
      }
      return Double.NaN;
    }
  }

  /// The values of a metric by time.
  private static final class Measured {
    private final Metric metric;
    private final double[] values;

    Measured(Metric metric, double[] values) {
      this.metric = metric;
      this.values = values;
    }
  }

  /// Cores by times of their own.
  private static final class Capacity {
    private final TimeGrid grid;
    private final double[] values;

    Capacity(TimeGrid grid, double[] values) {
      this.grid = grid;
      this.values = values;
    }
  }
}
