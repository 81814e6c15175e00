package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.core.telemetry.DropReason;
import java.util.Arrays;

/// The values of one query by workload.
final class LiveColumn implements ElementListener {
  private final Target target;
  private final LiveVector vector;
  private final LiveWorkloads workloads;
  private int[] workloadOf = new int[16];
  private double[] values = {};

  LiveColumn(Target target, LiveVector vector, LiveWorkloads workloads) {
    this.target = target;
    this.vector = vector;
    this.workloads = workloads;
    vector.attach(this);
  }

  Target target() {
    return target;
  }

  LiveVector vector() {
    return vector;
  }

  /// Capacities are asked for seldom, and hold.
  boolean isHeld() {
    return target instanceof Target.CpuCapacity;
  }

  /// Gives all workloads up.
  void close() {
    vector.detach(this);
  }

  @Override
  public void added(int id, LabelSet labels) {
    if (id >= workloadOf.length) {
      workloadOf = Arrays.copyOf(workloadOf, 2 * id);
    }
    int workload = workloads.join(labels);
    workloadOf[id] = workload;
    if (workload >= values.length) {
      int length = values.length;
      values = Arrays.copyOf(values, Math.max(16, 2 * workload));
      Arrays.fill(values, length, values.length, Double.NaN);
    }
  }

  @Override
  public void removed(int id) {
    values[workloadOf[id]] = Double.NaN;
    workloads.leave(workloadOf[id]);
  }

  /// The value of a workload, NaN where there is none.
  double value(int workload) {
    return workload < values.length ? values[workload] : Double.NaN;
  }

  /// Takes the values over that the query has now of workloads that are asked. Of two for one
  /// workload the first stands.
  void read(LiveCounts counts) {
    Arrays.fill(values, Double.NaN);
    boolean[] present = vector.present();
    for (int id = 0; id < vector.size(); id++) {
      if (!present[id] || !workloads.isAsked(workloadOf[id])) {
        continue;
      }
      double value = vector.values()[id];
      if (Double.isNaN(value)) {
        counts.dropped().add(DropReason.NOT_A_NUMBER);
      } else if (!Double.isNaN(values[workloadOf[id]])) {
        counts.dropped().add(DropReason.DUPLICATE);
      } else {
        values[workloadOf[id]] = value;
      }
    }
  }

  /// The same where what there was before holds.
  ///
  /// @param youngOnly whether only workloads are asked about that were not before
  void hold(long atMillis, boolean youngOnly) {
    boolean[] present = vector.present();
    for (int id = 0; id < vector.size(); id++) {
      int workload = workloadOf[id];
      if (present[id]
          && !Double.isNaN(vector.values()[id])
          && !(youngOnly && isOld(workload, atMillis))) {
        values[workload] = vector.values()[id];
      }
    }
  }

  private boolean isOld(int workload, long atMillis) {
    LiveWorkload known = workloads.get(workload);
    return known != null && !known.isYoung(atMillis);
  }
}
