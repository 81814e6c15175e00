package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.window.CounterRate;

/// CPU counters of one cgroup as rates.
final class CgroupCpuRates {
  private final CounterRate usedSeconds;
  private final CounterRate periods;
  private final CounterRate throttledPeriods;

  CgroupCpuRates(HostContext context) {
    usedSeconds = context.newRate();
    periods = context.newRate();
    throttledPeriods = context.newRate();
  }

  /// Takes the next reading.
  void accept(CgroupCpuCounters counters) {
    usedSeconds.accept(counters.atNanos(), counters.usedSeconds());
    periods.accept(counters.atNanos(), counters.periods());
    throttledPeriods.accept(counters.atNanos(), counters.throttledPeriods());
  }

  /// Whether CPU was used since the reading before; false also where that is unknown.
  boolean used() {
    return usedSeconds.perSecond() > 0;
  }

  /// Adds the values of the last reading. In an interval without a period that could be throttled
  /// (no quota, or nothing ran) the throttled share is unknown.
  void putInto(Measurements values, double capacityCores) {
    values.put(Metric.CPU_CAPACITY_CORES, capacityCores);
    values.put(Metric.CPU_UTILIZATION, usedSeconds.perSecond() / capacityCores);
    if (periods.perSecond() > 0) {
      values.put(Metric.CPU_THROTTLED, throttledPeriods.perSecond() / periods.perSecond());
    }
  }
}
