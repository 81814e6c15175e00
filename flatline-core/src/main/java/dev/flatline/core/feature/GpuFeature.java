package dev.flatline.core.feature;

import dev.flatline.core.telemetry.Unit;
import java.util.Locale;

/// A named number with a unit that speaks of the GPU of one workload over the window.
public enum GpuFeature {
  /// Mean of utilization's one-minute means. All means of a GPU are of minutes, so that they can be
  /// compared with each other where the source's interval changes.
  UTILIZATION(Unit.SHARE),
  /// Population standard deviation of utilization's one-minute means.
  MINUTE_DEVIATION(Unit.SHARE),
  /// Population standard deviation of utilization over the samples, fast variation with it.
  DEVIATION(Unit.SHARE),
  /// Mean power.
  POWER(Unit.WATTS),
  /// Mean of the power limit.
  POWER_LIMIT(Unit.WATTS),
  /// Mean power over mean power limit.
  POWER_SHARE(Unit.SHARE),
  /// Coefficient of variation of power's one-minute means.
  POWER_CV(Unit.RATIO),
  /// Mean temperature.
  TEMPERATURE(Unit.CELSIUS),
  /// Mean share of the time in which tensor cores worked.
  TENSOR_ACTIVE(Unit.SHARE),
  /// Mean share of the time in which memory was read or written.
  MEMORY_ACTIVE(Unit.SHARE),
  /// Population standard deviation of the one-minute means of the same.
  MEMORY_DEVIATION(Unit.SHARE),
  /// Mean traffic over PCIe, both directions.
  PCIE(Unit.BYTES_PER_SECOND),
  /// Pearson's correlation of the one-minute means of utilization and PCIe traffic.
  PCIE_CORRELATION(Unit.RATIO),
  /// How many minutes of the window measured utilization.
  MINUTES(Unit.COUNT);

  private final Unit unit;
  private final String featureName;

  GpuFeature(Unit unit) {
    this.unit = unit;
    this.featureName = "gpu_" + name().toLowerCase(Locale.ROOT);
  }

  /// The unit of every value of this feature.
  public Unit unit() {
    return unit;
  }

  /// The name in lower case with underscores, `gpu_` before it.
  public String featureName() {
    return featureName;
  }
}
