package dev.flatline.bench;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.window.PaneWindow;
import dev.flatline.core.window.WindowAggregate;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// One more sample and one more evaluation of one workload: mean, CV and both correlations over 30
/// minutes at 15 s. The same three expressions in Prometheus are in
/// `bench/prometheus-expressions.sh`.
///
/// Read the median: samples are short, so that on a machine with other work most of them are
/// undisturbed, which no mean is.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WindowBenchmark.IN_A_ROW)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
public class WindowBenchmark {
  private static final long STEP_MILLIS = 15_000;
  private static final long PANE_MILLIS = 60_000;
  private static final int PANES = 30;
  private static final int VALUES = 4096;
  static final int IN_A_ROW = 100;

  /// How many workloads take turns: one stays in the processor's nearest cache, five thousand do
  /// not.
  @Param({"1", "5000"})
  private int workloads;

  private final WindowAggregate total = new WindowAggregate();
  private final MetricValues[] values = new MetricValues[VALUES];
  private PaneWindow[] windows = {};
  private long atMillis;
  private int next;
  private int nextValue;

  /// Fills every window.
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < VALUES; i++) {
      values[i] = reading(random);
    }
    windows = new PaneWindow[workloads];
    for (int i = 0; i < workloads; i++) {
      windows[i] = new PaneWindow(PANE_MILLIS, PANES);
    }
    atMillis = 0;
    for (long i = 0; i < workloads * (PANES * PANE_MILLIS / STEP_MILLIS); i++) {
      add();
    }
  }

  /// The sample and the evaluation, a hundred times.
  @Benchmark
  public void sampleAndEvaluation(Blackhole sink) {
    for (int i = 0; i < IN_A_ROW; i++) {
      add().total(total);
      sink.consume(total.cpuMean());
      sink.consume(total.cpuCv());
      sink.consume(total.correlationWithNetwork());
      sink.consume(total.correlationWithDisk());
    }
  }

  private PaneWindow add() {
    if (next == workloads) {
      next = 0;
      atMillis += STEP_MILLIS;
    }
    PaneWindow window = windows[next++];
    nextValue = (nextValue + 1) % VALUES;
    window.add(atMillis, values[nextValue]);
    return window;
  }

  /// CPU, network and disk in both directions.
  private static MetricValues reading(Random random) {
    double[] reading = MetricValues.unmeasured();
    reading[Metric.CPU_UTILIZATION.ordinal()] = 0.3 + 0.2 * random.nextDouble();
    reading[Metric.NETWORK_RECEIVE_BYTES_PER_SECOND.ordinal()] = 1e5 * random.nextDouble();
    reading[Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND.ordinal()] = 1e5 * random.nextDouble();
    reading[Metric.DISK_READ_BYTES_PER_SECOND.ordinal()] = 1e6 * random.nextDouble();
    reading[Metric.DISK_WRITE_BYTES_PER_SECOND.ordinal()] = 1e6 * random.nextDouble();
    return MetricValues.of(reading);
  }
}
