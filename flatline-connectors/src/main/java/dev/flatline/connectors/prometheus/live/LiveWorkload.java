package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A workload while its series live. Its samples wait, for at most two minutes of event time,
/// until every lookup that could change its name has found something: so it is called the same
/// from its first sample to its last, as in a hunt, which knows all lookups before. Labels that
/// only describe it are completed for five minutes more.
final class LiveWorkload {
  static final long LONGEST_WAIT_MILLIS = 120_000;
  private static final long COMPLETED_MILLIS = 300_000;

  private final List<String> key;
  private final WorkloadNames names;
  /// None once it is settled.
  private List<Waiting> waiting = new ArrayList<>(0);

  private long sinceMillis = Long.MIN_VALUE;
  private long firstSampleMillis = Long.MIN_VALUE;
  private boolean settled;
  private byte part;
  private int completedBy;
  private @Nullable Workload workload;

  LiveWorkload(List<String> key, WorkloadNames names) {
    this.key = key;
    this.names = names;
  }

  /// A sample without a name yet.
  private record Waiting(long atMillis, MetricValues values) {}

  /// Notes the first step, once.
  void begin(long atMillis) {
    if (sinceMillis == Long.MIN_VALUE) {
      sinceMillis = atMillis;
    }
  }

  /// Of which part of a large fleet it is, below [StepParts#MOST]: by its name, so that all
  /// profiles say the same; the first as long as it has none.
  byte part() {
    return part;
  }

  /// Whether no capacity may have been asked of it yet in the usual step.
  boolean isYoung(long atMillis) {
    return atMillis - sinceMillis < Target.CpuCapacity.STEP_MILLIS;
  }

  /// Delivers a sample, now or when the name is known.
  void deliver(long atMillis, MetricValues values, SampleSink sink, LiveCounts counts) {
    if (firstSampleMillis == Long.MIN_VALUE) {
      firstSampleMillis = atMillis;
    }
    Waiting sample = new Waiting(atMillis, values);
    if (settled) {
      completeLabels(atMillis);
      deliver(sample, sink, counts);
    } else {
      waiting.add(sample);
    }
  }

  /// Settles the name once all is known that could change it, or the wait has been long.
  void settleWhenDue(long atMillis, SampleSink sink, LiveCounts counts) {
    if (!waiting.isEmpty()
        && (atMillis - firstSampleMillis >= LONGEST_WAIT_MILLIS || names.isNameComplete(key))) {
      settle(sink, counts);
    }
  }

  /// Takes the name that is known now, and delivers what waited for it.
  void settle(SampleSink sink, LiveCounts counts) {
    if (!settled) {
      settled = true;
      completedBy = names.version();
      names.workloadNow(key).ifPresent(this::name);
      waiting.forEach(sample -> deliver(sample, sink, counts));
      waiting = List.of();
    }
  }

  private void name(Workload named) {
    workload = named;
    part = StepParts.partOf(named.name());
  }

  private void deliver(Waiting sample, SampleSink sink, LiveCounts counts) {
    if (workload == null) {
      counts.dropped().add(DropReason.NO_LABELS);
    } else {
      counts.sample();
      sink.accept(new Sample(workload, sample.atMillis, sample.values));
    }
  }

  private void completeLabels(long atMillis) {
    Workload known = workload;
    if (known != null
        && atMillis - firstSampleMillis < COMPLETED_MILLIS
        && completedBy != names.version()) {
      completedBy = names.version();
      Optional<Workload> now = names.workloadNow(key);
      now.map(Workload::labels)
          .filter(labels -> labels.size() > known.labels().size())
          .ifPresent(labels -> workload = new Workload(known.name(), labels));
    }
  }
}
