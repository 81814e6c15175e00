package dev.flatline.core.window;

import dev.flatline.core.numeric.SeriesKind;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Samples of one workload as bad sources deliver them, drawn from a seed.
public final class RandomSamples {
  private static final Workload WORKLOAD = Workload.named("vm");
  private static final SeriesKind[] KINDS = SeriesKind.values();
  private static final List<Metric> METRICS =
      List.of(
          Metric.CPU_UTILIZATION,
          Metric.CPU_THROTTLED,
          Metric.CPU_STEAL,
          Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
          Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND,
          Metric.DISK_READ_BYTES_PER_SECOND,
          Metric.DISK_WRITE_BYTES_PER_SECOND);

  private final Random random;

  /// The same seed draws the same samples.
  public RandomSamples(long seed) {
    this.random = new Random(seed);
  }

  /// So many samples in order of time, a second to five minutes apart with rare gaps of hours; each
  /// metric of any kind, and each value missing now and then.
  public List<Sample> inOrder(int count) {
    Map<Metric, double[]> series = new HashMap<>();
    for (Metric metric : METRICS) {
      SeriesKind first = KINDS[random.nextInt(KINDS.length)];
      SeriesKind then = KINDS[random.nextInt(KINDS.length)];
      series.put(metric, first.drawThen(then, random, count));
    }
    long at = random.nextLong(-1_000_000_000_000L, 2_000_000_000_000L);
    long longestStep = random.nextBoolean() ? 20_000 : 300_000;
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      at += random.nextInt(200) == 0 ? 7_200_000 : random.nextLong(1_000, longestStep);
      samples.add(new Sample(WORKLOAD, at, values(series, i)));
    }
    return samples;
  }

  /// The same samples in another order of arrival: each up to so long behind its time.
  public List<Sample> delayed(List<Sample> samples, long longestDelayMillis) {
    record Arrival(long atMillis, Sample sample) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Sample sample : samples) {
      long delay = random.nextLong(longestDelayMillis + 1);
      arrivals.add(new Arrival(sample.atMillis() + delay, sample));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::atMillis));
    return arrivals.stream().map(Arrival::sample).toList();
  }

  /// Some of the samples twice.
  public List<Sample> withDuplicates(List<Sample> samples) {
    List<Sample> more = new ArrayList<>();
    for (Sample sample : samples) {
      more.add(sample);
      if (random.nextInt(10) == 0) {
        more.add(sample);
      }
    }
    return more;
  }

  private MetricValues values(Map<Metric, double[]> series, int i) {
    Map<Metric, Double> values = new HashMap<>();
    for (Metric metric : METRICS) {
      double[] measured = Objects.requireNonNull(series.get(metric));
      values.put(metric, random.nextInt(10) == 0 ? Double.NaN : measured[i]);
    }
    return MetricValues.of(values);
  }
}
