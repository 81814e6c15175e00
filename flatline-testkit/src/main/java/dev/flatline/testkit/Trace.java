package dev.flatline.testkit;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// What a source tells of one workload, made part by part. Immutable; the same parts give the same
/// samples.
///
/// @param workload of which workload
/// @param step from one sample to the next
/// @param end when the next sample is due
/// @param samples in order of time
public record Trace(Workload workload, Duration step, Instant end, List<Sample> samples) {

  /// Copies the list.
  public Trace {
    samples = List.copyOf(samples);
  }

  /// No sample yet; one every step from this moment on.
  public static Trace of(Workload workload, Instant start, Duration step) {
    return new Trace(workload, step, start, List.of());
  }

  /// Goes on like this for so long.
  public Trace then(Load load, Duration length) {
    RandomGenerator noise = new Random(workload.name().hashCode() + 31L * samples.size());
    List<Sample> longer = new ArrayList<>(samples);
    Instant until = end.plus(length);
    for (Instant at = end; at.isBefore(until); at = at.plus(step)) {
      longer.add(new Sample(workload, at.toEpochMilli(), measured(load.at(at, noise))));
    }
    return new Trace(workload, step, until, longer);
  }

  /// Tells nothing for so long.
  public Trace silent(Duration length) {
    return new Trace(workload, step, end.plus(length), samples);
  }

  /// The same, sampled at another step from here on.
  public Trace every(Duration otherStep) {
    return new Trace(workload, otherStep, end, samples);
  }

  /// The same from a source that does not measure these.
  public Trace without(Metric... unmeasured) {
    List<Sample> fewer = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      Map<Metric, Double> values = new EnumMap<>(Metric.class);
      Metric.measuredIn(sample.values().measured())
          .forEach(metric -> values.put(metric, sample.values().get(metric)));
      values.keySet().removeAll(List.of(unmeasured));
      fewer.add(new Sample(workload, sample.atMillis(), MetricValues.of(values)));
    }
    return new Trace(workload, step, end, fewer);
  }

  /// The same of another workload, as though it ended now, to the second.
  public Trace endingNow(Workload other) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long later = now.toEpochMilli() - end.toEpochMilli();
    return new Trace(
        other,
        step,
        now,
        samples.stream()
            .map(one -> new Sample(other, one.atMillis() + later, one.values()))
            .toList());
  }

  /// Its samples as telemetry CSV, with a head, labels left out.
  public String csv() {
    StringBuilder csv =
        new StringBuilder(
            "workload,timestamp,cpu_utilization,network_receive_bytes_per_second,"
                + "disk_write_bytes_per_second\n");
    for (Sample sample : samples) {
      csv.append(workload.name())
          .append(',')
          .append(Instant.ofEpochMilli(sample.atMillis()))
          .append(',')
          .append(sample.values().get(Metric.CPU_UTILIZATION))
          .append(',')
          .append(sample.values().get(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND))
          .append(',')
          .append(sample.values().get(Metric.DISK_WRITE_BYTES_PER_SECOND))
          .append('\n');
    }
    return csv.toString().replace("NaN", "");
  }

  private static MetricValues measured(Load.Usage usage) {
    return MetricValues.of(
        Map.of(
            Metric.CPU_UTILIZATION,
            Math.max(0, usage.cpu()),
            Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
            0.4 * usage.networkBytesPerSecond(),
            Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND,
            0.6 * usage.networkBytesPerSecond(),
            Metric.DISK_WRITE_BYTES_PER_SECOND,
            usage.diskBytesPerSecond()));
  }
}
