package dev.flatline.bench;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.Random;
import java.util.function.Consumer;

/// Workloads with an ordinary day: busier at noon than at night, each with batch runs of its own
/// length, give or take a tenth, now and then. The same seed gives the same fleet.
final class SyntheticFleet {
  /// 2026-01-01.
  static final long START_MILLIS = 1_767_225_600_000L;

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long LONGEST_BATCH_MILLIS = DAY_MILLIS / 12;
  private static final double BATCH_RUNS_PER_DAY = 2;

  private final Workload[] workloads;
  private final long[] batchUntilMillis;
  private final long[] batchMillis;
  private final Random random = new Random(1);
  private final double[] reading = MetricValues.unmeasured();
  private long atMillis = START_MILLIS;

  SyntheticFleet(int workloads) {
    this.workloads = new Workload[workloads];
    this.batchUntilMillis = new long[workloads];
    this.batchMillis = new long[workloads];
    for (int i = 0; i < workloads; i++) {
      this.workloads[i] = Workload.named("workload-" + i);
      this.batchMillis[i] = (long) (random.nextDouble() * LONGEST_BATCH_MILLIS);
    }
  }

  /// Time goes on by so much, and each workload has one sample.
  void step(long stepMillis, Consumer<Sample> sink) {
    atMillis += stepMillis;
    double noon = 0.5 - 0.5 * Math.cos(2 * Math.PI * (atMillis % DAY_MILLIS) / DAY_MILLIS);
    for (int i = 0; i < workloads.length; i++) {
      sink.accept(new Sample(workloads[i], atMillis, reading(i, noon, stepMillis)));
    }
  }

  /// When the latest step was.
  long atMillis() {
    return atMillis;
  }

  /// CPU, network in both directions, disk writes: four metrics.
  private MetricValues reading(int workload, double noon, long stepMillis) {
    if (random.nextDouble() < BATCH_RUNS_PER_DAY * stepMillis / DAY_MILLIS) {
      double length = batchMillis[workload] * (0.9 + 0.2 * random.nextDouble());
      batchUntilMillis[workload] = atMillis + (long) length;
    }
    boolean batch = atMillis < batchUntilMillis[workload];
    double traffic = 1e5 * noon * (0.5 + random.nextDouble());
    double cpu = batch ? 0.9 + 0.1 * random.nextDouble() : 0.05 + traffic / 4e5;
    reading[Metric.CPU_UTILIZATION.ordinal()] = cpu;
    reading[Metric.NETWORK_RECEIVE_BYTES_PER_SECOND.ordinal()] = traffic;
    reading[Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND.ordinal()] = 3 * traffic;
    reading[Metric.DISK_WRITE_BYTES_PER_SECOND.ordinal()] =
        (batch ? 1e6 : 1e4) * random.nextDouble();
    return MetricValues.of(reading);
  }
}
