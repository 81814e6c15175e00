package dev.flatline.cli;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import java.util.Arrays;

/// The CPU of one workload, or its GPU where CPU is not measured, over the whole hunt in at most
/// [#BINS] bins: when time runs past the last one, neighbours merge and bins become twice as long.
/// 1 KB, however many samples there are.
final class CpuTrail {
  static final int BINS = 64;
  private static final long FIRST_BIN_MILLIS = 60_000;

  private final double[] sums = new double[BINS];
  private final int[] counts = new int[BINS];
  private long binMillis = FIRST_BIN_MILLIS;
  private long startMillis = Long.MIN_VALUE;

  void add(Sample sample) {
    double cpu = sample.values().get(Metric.CPU_UTILIZATION);
    double used = Double.isNaN(cpu) ? sample.values().get(Metric.GPU_UTILIZATION) : cpu;
    if (Double.isNaN(used)) {
      return;
    }
    long at = sample.atMillis();
    if (startMillis == Long.MIN_VALUE) {
      startMillis = at;
    }
    while (at - startMillis >= BINS * binMillis) {
      halve();
    }
    int bin = (int) Math.max(0, (at - startMillis) / binMillis);
    sums[bin] += used;
    counts[bin]++;
  }

  /// Mean by bin up to the last one with samples; NaN where a bin has none.
  double[] means() {
    int used = BINS;
    while (used > 0 && counts[used - 1] == 0) {
      used--;
    }
    double[] means = new double[used];
    for (int i = 0; i < used; i++) {
      means[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
    }
    return means;
  }

  private void halve() {
    for (int i = 0; i < BINS / 2; i++) {
      sums[i] = sums[2 * i] + sums[2 * i + 1];
      counts[i] = counts[2 * i] + counts[2 * i + 1];
    }
    Arrays.fill(sums, BINS / 2, BINS, 0);
    Arrays.fill(counts, BINS / 2, BINS, 0);
    binMillis *= 2;
  }
}
