package dev.flatline.core.window;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;

/// CPU as a share of what the hypervisor granted. A burstable machine that has spent its credits
/// runs a miner at 20 % with 80 % of its time stolen, and is as full as it was before.
final class GrantedCpu {
  /// The most that can be stolen and still leave something to divide by.
  private static final double MOST_STOLEN = 0.99;

  private GrantedCpu() {}

  /// The share, at most 1 where it was at most 1: some sources count stolen time as used already.
  /// NaN where CPU was not measured; as measured where nothing is known of stolen time.
  static double of(MetricValues values) {
    double used = values.get(Metric.CPU_UTILIZATION);
    double stolen = values.get(Metric.CPU_STEAL);
    if (!(stolen > 0)) {
      return used;
    }
    double granted = used / (1 - Math.min(MOST_STOLEN, stolen));
    return Math.min(Math.max(1, used), granted);
  }
}
