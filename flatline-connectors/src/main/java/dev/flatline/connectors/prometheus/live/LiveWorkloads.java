package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import dev.flatline.connectors.prometheus.profile.WorkloadNaming;
import dev.flatline.core.telemetry.MetricValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The workloads of a profile, each with a dense number as long as any value is asked of it.
final class LiveWorkloads {
  private final Set<String> by;
  private final List<String> order;
  private final WorkloadNames names;
  private final SampleSink sink;
  private final LiveCounts counts;
  private final LabelIds ids;
  private final List<@Nullable LiveWorkload> workloads = new ArrayList<>();
  private byte[] partOf = new byte[16];
  private int askedPart = StepParts.ALL;
  private long youngUntilMillis = Long.MIN_VALUE;
  private boolean newcomers;
  private int count;

  LiveWorkloads(
      WorkloadNaming naming,
      WorkloadNames names,
      SampleSink sink,
      LiveCounts counts,
      LabelPool pool) {
    by = Set.copyOf(naming.by());
    order = naming.by();
    this.names = names;
    this.sink = sink;
    this.counts = counts;
    ids = new LabelIds(pool, this::came, this::went);
  }

  int join(LabelSet labels) {
    return ids.join(labels.only(by));
  }

  void leave(int id) {
    ids.leave(id);
  }

  /// The workload of a number, none where the number is free.
  @Nullable LiveWorkload get(int id) {
    return workloads.get(id);
  }

  /// Begins to ask workloads, and notes which of them came since the last time.
  ///
  /// @param part which are asked, or [StepParts#ALL]
  void begin(long atMillis, int part) {
    askedPart = part;
    if (newcomers) {
      for (LiveWorkload workload : workloads) {
        if (workload != null) {
          workload.begin(atMillis);
        }
      }
      youngUntilMillis = atMillis + Target.CpuCapacity.STEP_MILLIS;
      newcomers = false;
    }
  }

  /// Whether a workload is asked now.
  boolean isAsked(int id) {
    return askedPart == StepParts.ALL || partOf[id] == askedPart;
  }

  /// Whether there may be workloads of which no capacity was asked yet in the usual step.
  boolean areSomeYoung(long atMillis) {
    return atMillis < youngUntilMillis;
  }

  /// How many there are.
  int count() {
    return count;
  }

  /// Delivers, by the names that are known now, what still waits for a name.
  void settleAll() {
    for (LiveWorkload workload : workloads) {
      if (workload != null) {
        workload.settle(sink, counts);
      }
    }
  }

  /// Delivers what each workload that is asked has, if anything.
  void deliver(long atMillis, SampleJoin join, List<LiveColumn> columns) {
    for (int id = 0; id < workloads.size(); id++) {
      LiveWorkload workload = isAsked(id) ? workloads.get(id) : null;
      if (workload != null) {
        Optional<MetricValues> values = join.values(columns, id);
        if (values.isPresent()) {
          workload.deliver(atMillis, values.get(), sink, counts);
        }
        workload.settleWhenDue(atMillis, sink, counts);
        partOf[id] = workload.part();
      }
    }
  }

  private void came(int id, LabelSet labels) {
    LiveWorkload workload = new LiveWorkload(labels.values(order), names);
    if (id == workloads.size()) {
      workloads.add(workload);
      partOf = id < partOf.length ? partOf : Arrays.copyOf(partOf, 2 * id);
    } else {
      workloads.set(id, workload);
    }
    partOf[id] = workload.part();
    newcomers = true;
    count++;
  }

  private void went(int id) {
    LiveWorkload workload = workloads.set(id, null);
    if (workload != null) {
      count--;
      workload.settle(sink, counts);
    }
  }
}
