package dev.flatline.cli.evaluate;

/// How much of its time a workload spends at or above each level of CPU.
final class CpuLevels {
  private static final int STEPS = 200;

  private final long[] atStep = new long[STEPS + 1];
  private long samples;

  void add(double cpu) {
    if (!Double.isNaN(cpu)) {
      samples++;
      atStep[(int) Math.max(0, Math.min(STEPS, Math.floor(cpu * STEPS)))]++;
    }
  }

  /// The share of its samples at or above this share of capacity; 0 where it has none.
  double shareAbove(double level) {
    long above = 0;
    for (int step = (int) Math.ceil(level * STEPS - 1e-9); step <= STEPS; step++) {
      above += atStep[step];
    }
    return samples == 0 ? 0 : (double) above / samples;
  }
}
