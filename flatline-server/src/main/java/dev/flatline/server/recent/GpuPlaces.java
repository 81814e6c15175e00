package dev.flatline.server.recent;

import static dev.flatline.core.telemetry.Metric.GPU_POWER_WATTS;
import static dev.flatline.core.telemetry.Metric.GPU_UTILIZATION;

import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.formats.report.PlottedValues;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// What the GPUs do of those workloads that have one; others pay four bytes for it.
final class GpuPlaces {
  private static final byte[] NO_ROWS = {};

  private final MinuteRows rows = new MinuteRows();
  private final Deque<Integer> free = new ArrayDeque<>();

  /// By the workload's place, that of its GPU, one more; 0 where it has none.
  private int[] places = new int[0];

  private int used;

  /// GPU, power and PCIe.
  static double[] values(MetricValues values) {
    return new double[] {
      values.get(GPU_UTILIZATION), values.get(GPU_POWER_WATTS), PlottedValues.pcie(values)
    };
  }

  /// @param over how many minutes of the stretch are over, in which no GPU was seen
  void add(int workload, int over, MetricValues values) {
    if (!has(workload)) {
      give(workload, over);
    }
    double[] its = values(values);
    for (int metric = 0; metric < MinuteRows.METRICS; metric++) {
      rows.add(places[workload] - 1, metric, its[metric]);
    }
  }

  void begin(int workload) {
    if (has(workload)) {
      rows.begin(places[workload] - 1);
    }
  }

  void end(int workload, int point) {
    if (has(workload)) {
      rows.end(places[workload] - 1, point);
    }
  }

  byte[] copy(int workload, int points) {
    return has(workload) ? rows.copy(places[workload] - 1, points) : NO_ROWS;
  }

  void remove(int workload) {
    if (has(workload)) {
      free.push(places[workload]);
      places[workload] = 0;
    }
  }

  private boolean has(int workload) {
    return workload < places.length && places[workload] != 0;
  }

  private void give(int workload, int over) {
    if (workload >= places.length) {
      places = Arrays.copyOf(places, workload + workload / 4 + 1);
    }
    places[workload] = free.isEmpty() ? ++used : free.pop();
    int place = places[workload] - 1;
    rows.reserve(place);
    rows.begin(place);
    for (int point = 0; point < over; point++) {
      rows.skip(place, point);
    }
  }
}
