package dev.flatline.formats.report;

import static dev.flatline.core.telemetry.Metric.DISK_READ_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.DISK_WRITE_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.GPU_POWER_WATTS;
import static dev.flatline.core.telemetry.Metric.GPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND;

import dev.flatline.core.telemetry.MetricValues;

/// What charts draw of a sample where that is more than one metric; NaN where none was measured.
public final class PlottedValues {
  private PlottedValues() {}

  /// Both directions, bytes per second.
  public static double network(MetricValues values) {
    return values.sum(NETWORK_RECEIVE_BYTES_PER_SECOND, NETWORK_TRANSMIT_BYTES_PER_SECOND);
  }

  /// Both directions, bytes per second.
  public static double disk(MetricValues values) {
    return values.sum(DISK_READ_BYTES_PER_SECOND, DISK_WRITE_BYTES_PER_SECOND);
  }

  /// Both directions, bytes per second.
  public static double pcie(MetricValues values) {
    return values.sum(GPU_PCIE_RECEIVE_BYTES_PER_SECOND, GPU_PCIE_TRANSMIT_BYTES_PER_SECOND);
  }

  /// Whether a sample speaks of a GPU.
  public static boolean hasGpu(MetricValues values) {
    return values.has(GPU_UTILIZATION) || values.has(GPU_POWER_WATTS);
  }
}
