package dev.flatline.testkit;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Traces, with names, of hosts whose CPU is counted by more than one plane. What changes does so
/// at [Traces#MOVED_IN], after 30 days, and goes on to [Traces#END]. Modelled after what
/// `flatline-bench/bench/accounting-planes.py` measured.
public final class PlaneTraces {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final double NOISE = 0.004;

  private PlaneTraces() {}

  /// What each plane tells, from what runs in plain sight.
  @FunctionalInterface
  public interface Planes {
    /// The values of a moment at which this share of the host is busy with what is listed.
    Map<Metric, Double> of(double listed);
  }

  /// An honest host of 30 days on which a process hides from `/proc` and uses half of it.
  public static Trace hiddenMiner() {
    return changing(PlaneTraces::honest, PlaneTraces::hidden);
  }

  /// The same where a rootkit also lies in the place of the host's own counters and cgroups.
  public static Trace hiddenFromTheWholeGuest() {
    return changing(
        PlaneTraces::honest,
        listed -> with(honest(listed), Metric.CPU_UTILIZATION_BY_HYPERVISOR, listed + 0.5));
  }

  /// A host whose own counters hide what its cgroups, processes and hypervisor count.
  public static Trace falseCounters() {
    return changing(
        PlaneTraces::honest, listed -> with(honest(listed + 0.5), Metric.CPU_UTILIZATION, listed));
  }

  /// An honest host of 30 days whose exporter of processes then loses most of them.
  public static Trace lostCoverage() {
    return changing(
        listed -> honest(listed + 0.5),
        listed -> with(honest(listed + 0.5), Metric.CPU_UTILIZATION_OF_PROCESSES, listed));
  }

  /// A host of which a process was hidden before anyone looked.
  public static Trace hiddenFromTheStart() {
    Trace trace = start("old", Traces.MOVED_IN.minus(Duration.ofHours(12)));
    return then(trace, PlaneTraces::hidden, Duration.ofHours(24));
  }

  /// A host whose own counters alone tell of time that neither processes nor cgroups have.
  public static Trace hiddenFromCgroupsToo() {
    return changing(
            PlaneTraces::honest,
            listed -> with(hidden(listed), Metric.CPU_UTILIZATION_OF_CGROUPS, listed))
        .without(Metric.CPU_UTILIZATION_BY_HYPERVISOR);
  }

  /// An honest host that is busy in waves, with interrupts, and some time stolen.
  public static Trace honest() {
    return changing(
        PlaneTraces::honest,
        listed -> {
          Map<Metric, Double> values = honest(listed);
          values.merge(Metric.CPU_UTILIZATION, 0.12, Double::sum);
          values.merge(Metric.CPU_UTILIZATION_BY_HYPERVISOR, 0.12, Double::sum);
          values.put(Metric.CPU_INTERRUPTS, 0.12);
          values.put(Metric.CPU_STEAL, 0.05);
          return values;
        });
  }

  /// The host's own counters only.
  public static Trace onePlane() {
    return hiddenMiner()
        .without(
            Metric.CPU_UTILIZATION_OF_CGROUPS,
            Metric.CPU_UTILIZATION_OF_PROCESSES,
            Metric.CPU_UTILIZATION_BY_HYPERVISOR);
  }

  private static Map<Metric, Double> honest(double listed) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.CPU_UTILIZATION, listed);
    values.put(Metric.CPU_UTILIZATION_OF_CGROUPS, listed);
    values.put(Metric.CPU_UTILIZATION_OF_PROCESSES, listed);
    values.put(Metric.CPU_UTILIZATION_BY_HYPERVISOR, listed + 0.03);
    values.put(Metric.CPU_INTERRUPTS, 0.005);
    values.put(Metric.CPU_STEAL, 0.0);
    return values;
  }

  private static Map<Metric, Double> hidden(double listed) {
    return with(honest(listed + 0.5), Metric.CPU_UTILIZATION_OF_PROCESSES, listed);
  }

  private static Map<Metric, Double> with(Map<Metric, Double> values, Metric metric, double value) {
    values.put(metric, value);
    return values;
  }

  private static Trace changing(Planes before, Planes after) {
    Trace trace =
        then(
            start("planes", Traces.START), before, Duration.between(Traces.START, Traces.MOVED_IN));
    return then(trace, after, Duration.between(Traces.MOVED_IN, Traces.END));
  }

  private static Trace start(String name, Instant at) {
    return Trace.of(Workload.named(name), at, STEP);
  }

  private static Trace then(Trace trace, Planes planes, Duration length) {
    RandomGenerator noise = new Random(trace.workload().name().hashCode() + trace.samples().size());
    List<Sample> longer = new ArrayList<>(trace.samples());
    Instant until = trace.end().plus(length);
    for (Instant at = trace.end(); at.isBefore(until); at = at.plus(trace.step())) {
      double day = Math.sin(2 * Math.PI * at.getEpochSecond() / Duration.ofDays(1).toSeconds());
      Map<Metric, Double> values = planes.of(0.2 + 0.1 * day);
      values.replaceAll(
          (metric, value) -> Math.max(0, value == 0 ? 0 : value + NOISE * noise.nextGaussian()));
      longer.add(new Sample(trace.workload(), at.toEpochMilli(), MetricValues.of(values)));
    }
    return new Trace(trace.workload(), trace.step(), until, longer);
  }
}
