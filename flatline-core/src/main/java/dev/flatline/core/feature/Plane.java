package dev.flatline.core.feature;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.Set;

/// Who counts the CPU time of one host: each by other means, so that what hides from one is still
/// counted by the others. All are shares of the same capacity.
public enum Plane {
  /// The host's own counters, `/proc/stat` on Linux.
  HOST(Metric.CPU_UTILIZATION, "the host"),
  /// The sum of all cgroups.
  CGROUPS(Metric.CPU_UTILIZATION_OF_CGROUPS, "its cgroups"),
  /// The sum of all processes that are listed.
  PROCESSES(Metric.CPU_UTILIZATION_OF_PROCESSES, "its processes"),
  /// The hypervisor below.
  HYPERVISOR(Metric.CPU_UTILIZATION_BY_HYPERVISOR, "the hypervisor");

  private static final long SECOND_PLANES =
      1L << CGROUPS.metric.ordinal()
          | 1L << PROCESSES.metric.ordinal()
          | 1L << HYPERVISOR.metric.ordinal();

  private final Metric metric;
  private final String text;

  Plane(Metric metric, String text) {
    this.metric = metric;
    this.text = text;
  }

  /// Whether values hold one beside the host's own, so that there is something to compare.
  public static boolean measuresASecond(MetricValues values) {
    return (values.measured() & SECOND_PLANES) != 0;
  }

  /// The same of what was measured at any time.
  public static boolean measuresASecond(Set<Metric> measured) {
    return measured.stream().anyMatch(metric -> (1L << metric.ordinal() & SECOND_PLANES) != 0);
  }

  /// What it measures.
  public Metric metric() {
    return metric;
  }

  /// In words.
  public String text() {
    return text;
  }
}
