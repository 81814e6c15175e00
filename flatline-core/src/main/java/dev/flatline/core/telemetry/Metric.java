package dev.flatline.core.telemetry;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A canonical metric. The name of a metric is its column in telemetry CSV and its key in a source
/// profile; every source maps what it has to these.
public enum Metric {
  /// CPU in use as a share of what the workload may use: its quota or limit, else its host's cores.
  CPU_UTILIZATION(Unit.SHARE),
  /// What the workload may use.
  CPU_CAPACITY_CORES(Unit.CORES),
  /// Share of the CPU time that the hypervisor gave to others.
  CPU_STEAL(Unit.SHARE),
  /// Share of the CPU time spent waiting for I/O.
  CPU_IOWAIT(Unit.SHARE),
  /// Share of the CFS periods in which the workload was throttled.
  CPU_THROTTLED(Unit.SHARE),
  /// Share of the CPU time spent in interrupts, which belongs to no process.
  CPU_INTERRUPTS(Unit.SHARE),
  /// CPU in use as the sum of all cgroups tells it, as a share of the same capacity.
  CPU_UTILIZATION_OF_CGROUPS(Unit.SHARE),
  /// CPU in use as the sum of all processes that are listed tells it, likewise.
  CPU_UTILIZATION_OF_PROCESSES(Unit.SHARE),
  /// CPU in use as the hypervisor below tells it, likewise.
  CPU_UTILIZATION_BY_HYPERVISOR(Unit.SHARE),
  /// Memory in use as a share of the limit.
  MEMORY_UTILIZATION(Unit.SHARE),
  /// Memory in use.
  MEMORY_USAGE_BYTES(Unit.BYTES),
  /// Number of processes.
  PROCESSES(Unit.COUNT),
  /// Number of threads.
  THREADS(Unit.COUNT),
  /// Bytes read from block devices.
  DISK_READ_BYTES_PER_SECOND(Unit.BYTES_PER_SECOND),
  /// Bytes written to block devices.
  DISK_WRITE_BYTES_PER_SECOND(Unit.BYTES_PER_SECOND),
  /// Bytes received from the network.
  NETWORK_RECEIVE_BYTES_PER_SECOND(Unit.BYTES_PER_SECOND),
  /// Bytes sent to the network.
  NETWORK_TRANSMIT_BYTES_PER_SECOND(Unit.BYTES_PER_SECOND),
  /// Packets received from the network.
  NETWORK_RECEIVE_PACKETS_PER_SECOND(Unit.PACKETS_PER_SECOND),
  /// Packets sent to the network.
  NETWORK_TRANSMIT_PACKETS_PER_SECOND(Unit.PACKETS_PER_SECOND),
  /// GPU in use, as a share.
  GPU_UTILIZATION(Unit.SHARE),
  /// GPU memory in use, as a share.
  GPU_MEMORY_UTILIZATION(Unit.SHARE),
  /// Electrical power that the GPU draws.
  GPU_POWER_WATTS(Unit.WATTS),
  /// The most that the driver lets the GPU draw.
  GPU_POWER_LIMIT_WATTS(Unit.WATTS),
  /// Temperature of the GPU's chip.
  GPU_TEMPERATURE_CELSIUS(Unit.CELSIUS),
  /// Share of the time in which the GPU's tensor cores worked.
  GPU_TENSOR_ACTIVE(Unit.SHARE),
  /// Share of the time in which the GPU's memory was read or written.
  GPU_MEMORY_ACTIVE(Unit.SHARE),
  /// Bytes that the GPU received over PCIe.
  GPU_PCIE_RECEIVE_BYTES_PER_SECOND(Unit.BYTES_PER_SECOND),
  /// Bytes that the GPU sent over PCIe.
  GPU_PCIE_TRANSMIT_BYTES_PER_SECOND(Unit.BYTES_PER_SECOND);

  /// The largest share that is still believed. A sample of a CFS group can exceed its quota by the
  /// length of a period and by scheduling jitter (up to 1.19 at one-second sampling of our own
  /// recording); twice the capacity cannot be one.
  public static final double LARGEST_SHARE = 2.0;

  private static final Metric[] ALL = values();

  private final Unit unit;
  private final String metricName;

  Metric(Unit unit) {
    this.unit = unit;
    this.metricName = name().toLowerCase(Locale.ROOT);
  }

  /// How many metrics there are.
  public static int count() {
    return ALL.length;
  }

  /// The metric of this name, empty where there is none.
  public static Optional<Metric> named(String metricName) {
    for (Metric metric : ALL) {
      if (metric.metricName.equals(metricName)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }

  /// The metrics whose bits are set, as told by [MetricValues#measured].
  public static Set<Metric> measuredIn(long bits) {
    Set<Metric> metrics = EnumSet.noneOf(Metric.class);
    for (Metric metric : ALL) {
      if ((bits & 1L << metric.ordinal()) != 0) {
        metrics.add(metric);
      }
    }
    return metrics;
  }

  /// The unit of every value of this metric.
  public Unit unit() {
    return unit;
  }

  /// The canonical name: lower case with underscores.
  public String metricName() {
    return metricName;
  }

  /// Whether a value can be a measurement of this metric: finite, not negative, and a share not
  /// above [#LARGEST_SHARE].
  public boolean accepts(double value) {
    return value >= 0 && value <= (unit == Unit.SHARE ? LARGEST_SHARE : Double.MAX_VALUE);
  }

  /// Why [#accepts] refuses a value.
  ///
  /// @throws IllegalArgumentException where the value is accepted
  public DropReason whyRefused(double value) {
    if (Double.isNaN(value)) {
      return DropReason.NOT_A_NUMBER;
    }
    if (Double.isInfinite(value)) {
      return DropReason.INFINITE;
    }
    if (value < 0) {
      return DropReason.NEGATIVE;
    }
    if (accepts(value)) {
      throw new IllegalArgumentException(metricName + " accepts " + value);
    }
    return DropReason.SHARE_ABOVE_RANGE;
  }
}
