package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.SourceReport;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Remembers of each workload what was measured.
final class CoverageLog {
  private final Map<Workload, Seen> byWorkload = new LinkedHashMap<>();

  /// What was seen of one workload so far.
  static final class Seen {
    private final Set<Metric> metrics = EnumSet.noneOf(Metric.class);
    private boolean usage;
    private boolean gpu;
    private long samples;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /// A metric has at least one value.
    void metric(Metric metric) {
      metrics.add(metric);
      gpu |= metric == Metric.GPU_UTILIZATION || metric == Metric.GPU_POWER_WATTS;
    }

    /// CPU is measured in cores, whether or not the capacity is known.
    void usage() {
      usage = true;
    }

    /// A sample was delivered.
    void sample(long atMillis) {
      samples++;
      firstMillis = Math.min(firstMillis, atMillis);
      lastMillis = Math.max(lastMillis, atMillis);
    }

    private Optional<Reason> gap() {
      if (metrics.contains(Metric.CPU_UTILIZATION) || gpu) {
        return Optional.empty();
      }
      return Optional.of(usage ? Reason.NO_CAPACITY : Reason.NO_CPU);
    }
  }

  Seen of(Workload workload) {
    return byWorkload.computeIfAbsent(workload, absent -> new Seen());
  }

  /// The time of the earliest sample of all, [Long#MAX_VALUE] where there is none.
  long firstMillis() {
    return byWorkload.values().stream()
        .mapToLong(seen -> seen.firstMillis)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  List<SourceReport.Unjudged> unjudged() {
    List<SourceReport.Unjudged> unjudged = new ArrayList<>();
    byWorkload.forEach(
        (workload, seen) ->
            seen.gap()
                .ifPresent(reason -> unjudged.add(new SourceReport.Unjudged(workload, reason))));
    return unjudged;
  }

  List<Coverage.OfWorkload> workloads() {
    List<Coverage.OfWorkload> workloads = new ArrayList<>();
    byWorkload.forEach(
        (workload, seen) ->
            workloads.add(
                new Coverage.OfWorkload(
                    workload,
                    seen.metrics,
                    seen.samples,
                    seen.samples == 0 ? 0 : seen.firstMillis,
                    seen.samples == 0 ? 0 : seen.lastMillis,
                    seen.gap())));
    return workloads;
  }
}
