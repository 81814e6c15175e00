package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A recorded host that is read once a second of its own time.
final class TestHost {
  static final long START_MILLIS = 1_795_290_898_000L;

  /// One reading.
  record Reading(List<Sample> samples) {
    List<String> names() {
      return samples.stream().map(sample -> sample.workload().name()).toList();
    }

    /// The values of one workload; nothing measured where it is none.
    MetricValues of(String workload) {
      return samples.stream()
          .filter(sample -> sample.workload().name().equals(workload))
          .map(Sample::values)
          .findFirst()
          .orElse(measured());
    }
  }

  private final AtomicLong nanos = new AtomicLong();
  private final HostSampler sampler;
  private long readings;

  TestHost(RecordedTree tree) {
    this(tree, WorkloadSelection.ALL);
  }

  TestHost(RecordedTree tree, WorkloadSelection selection) {
    sampler =
        HostSampler.open(
            new HostSampler.Settings(tree.root(), false, selection, Duration.ofSeconds(10)),
            nanos::get);
  }

  HostSampler sampler() {
    return sampler;
  }

  /// Lets time pass in which nobody looks.
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// Reads everything, a second after the reading before.
  Reading read() {
    List<Sample> samples = new ArrayList<>();
    pass(Duration.ofSeconds(1));
    sampler.read(START_MILLIS + 1_000 * readings++, samples::add);
    return new Reading(samples);
  }

  /// Values as a test writes them down: metric, value, metric, value …
  static MetricValues measured(Object... metricsAndValues) {
    double[] values = MetricValues.unmeasured();
    for (int i = 0; i < metricsAndValues.length; i += 2) {
      values[((Metric) metricsAndValues[i]).ordinal()] =
          ((Number) metricsAndValues[i + 1]).doubleValue();
    }
    return MetricValues.of(values);
  }
}
