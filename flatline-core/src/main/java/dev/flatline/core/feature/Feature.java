package dev.flatline.core.feature;

import dev.flatline.core.telemetry.Unit;
import java.util.Locale;

/// A named number with a unit.
public enum Feature {
  /// Mean CPU μ over the window.
  CPU_MEAN(Unit.SHARE),
  /// Population standard deviation σ of CPU over the window.
  CPU_DEVIATION(Unit.SHARE),
  /// Coefficient of variation σ/μ over the window's samples.
  CPU_CV(Unit.RATIO),
  /// Coefficient of variation of the window's one-minute means since the stretch began: flatness
  /// with fast noise averaged away.
  CPU_MINUTE_CV(Unit.RATIO),
  /// Standard deviation of CPU inside the minutes since the stretch began, over its mean: fast
  /// variation, where the source samples several times a minute; else 0.
  CPU_ROUGHNESS(Unit.RATIO),
  /// 10th percentile of the window's one-minute means.
  CPU_FLOOR(Unit.SHARE),
  /// Pearson's correlation of CPU and network throughput over the window.
  CORRELATION_CPU_NETWORK(Unit.RATIO),
  /// Pearson's correlation of CPU and disk throughput over the window.
  CORRELATION_CPU_DISK(Unit.RATIO),
  /// Share of the mean CPU that rises and falls with the network: the slope of CPU on throughput,
  /// over the window, times the mean throughput. The rest is the intercept.
  CPU_CARRIED_BY_NETWORK(Unit.RATIO),
  /// The same of the disk.
  CPU_CARRIED_BY_DISK(Unit.RATIO),
  /// Mean network throughput over the window, both directions.
  NETWORK_LEVEL(Unit.BYTES_PER_SECOND),
  /// Mean disk throughput over the window, both directions.
  DISK_LEVEL(Unit.BYTES_PER_SECOND),
  /// The workload's own CPU before the plateau began.
  CPU_BEFORE(Unit.SHARE),
  /// The workload's own network throughput before the plateau began.
  NETWORK_BEFORE(Unit.BYTES_PER_SECOND),
  /// Standard deviation of the logarithm of the network throughput before the plateau began, nats.
  NETWORK_SCATTER_BEFORE(Unit.RATIO),
  /// By how much the mean logarithm of the network throughput has risen since then, nats.
  NETWORK_RISE(Unit.RATIO),
  /// The workload's own disk throughput before the plateau began.
  DISK_BEFORE(Unit.BYTES_PER_SECOND),
  /// Standard deviation of the logarithm of the disk throughput before the plateau began, nats.
  DISK_SCATTER_BEFORE(Unit.RATIO),
  /// By how much the mean logarithm of the disk throughput has risen since then, nats.
  DISK_RISE(Unit.RATIO),
  /// For how much time the levels before the plateau are known.
  SECONDS_BEFORE(Unit.SECONDS),
  /// Mean CPU since the plateau began.
  PLATEAU_LEVEL(Unit.SHARE),
  /// For how long the plateau lasts.
  PLATEAU_SECONDS(Unit.SECONDS),
  /// Mean network throughput since the plateau began.
  PLATEAU_NETWORK(Unit.BYTES_PER_SECOND),
  /// Mean disk throughput since the plateau began.
  PLATEAU_DISK(Unit.BYTES_PER_SECOND),
  /// When the plateau began.
  PLATEAU_ONSET(Unit.EPOCH_MILLIS),
  /// Share of the rise that the plateau's first two minutes with samples made: 1 is a step.
  ONSET_SHARPNESS(Unit.RATIO),
  /// Mean share of CFS periods throttled.
  THROTTLED_SHARE(Unit.SHARE),
  /// Mean share of CPU time stolen by the hypervisor.
  STEAL_SHARE(Unit.SHARE),
  /// How many samples of the window measured CPU.
  SAMPLES(Unit.COUNT),
  /// What the workload may use, as it was told last.
  CPU_CAPACITY_CORES(Unit.CORES);

  private final Unit unit;
  private final String featureName;

  Feature(Unit unit) {
    this.unit = unit;
    this.featureName = name().toLowerCase(Locale.ROOT);
  }

  /// The unit of every value of this feature.
  public Unit unit() {
    return unit;
  }

  /// The name in lower case with underscores.
  public String featureName() {
    return featureName;
  }
}
