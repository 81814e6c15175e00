package dev.flatline.testkit;

import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Traces of GPUs with names. What comes in does so at [Traces#MOVED_IN]. **Modelled, not
/// recorded**, see [GpuLoad].
public final class GpuTraces {
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final Duration HISTORY_STEP = Duration.ofMinutes(5);

  private GpuTraces() {}

  /// One load after one hour of rest, on a GPU that nothing is known of, up to [Traces#END].
  public static Trace young(GpuLoad load) {
    return young(load, Duration.between(Traces.MOVED_IN, Traces.END));
  }

  /// The same for so long.
  public static Trace young(GpuLoad load, Duration length) {
    Instant start = Traces.MOVED_IN.minus(Duration.ofHours(1));
    Trace rest = Trace.of(Workload.named("node/gpu0"), start, SCRAPE);
    return then(then(rest, GpuLoad.idle(), Duration.ofHours(1)), load, length);
  }

  /// Thirty days of training by day and rest by night, then this up to [Traces#END].
  public static Trace afterTraining(GpuLoad load) {
    return afterTraining(load, Duration.between(Traces.MOVED_IN, Traces.END));
  }

  /// The same for so long.
  public static Trace afterTraining(GpuLoad load, Duration length) {
    Trace trace = Trace.of(Workload.named("node/gpu1"), Traces.START, HISTORY_STEP);
    for (int day = 0; day < 30; day++) {
      trace = then(trace, GpuLoad.training(), Duration.ofHours(14));
      trace = then(trace, GpuLoad.idle(), Duration.ofHours(10));
    }
    trace = then(trace, GpuLoad.training(), Duration.ofHours(14));
    return then(trace.every(SCRAPE), load, length);
  }

  /// Thirty days with eight hours of simulation each, then one more of them.
  public static Trace dailySimulation() {
    Trace trace = Trace.of(Workload.named("node/gpu2"), Traces.START, HISTORY_STEP);
    for (int day = 0; day < 31; day++) {
      trace = then(trace, GpuLoad.idle(), Duration.ofHours(14));
      trace = then(trace, GpuLoad.simulation(), Duration.ofHours(10));
    }
    return trace;
  }

  /// This trace, going on with a GPU's load for so long.
  public static Trace then(Trace trace, GpuLoad load, Duration length) {
    RandomGenerator noise = new Random(trace.workload().name().hashCode() + trace.samples().size());
    List<Sample> longer = new ArrayList<>(trace.samples());
    Instant until = trace.end().plus(length);
    for (Instant at = trace.end(); at.isBefore(until); at = at.plus(trace.step())) {
      double second = Duration.between(trace.end(), at).toSeconds();
      MetricValues values = MetricValues.of(load.at(second, noise).metrics());
      longer.add(new Sample(trace.workload(), at.toEpochMilli(), values));
    }
    return new Trace(trace.workload(), trace.step(), until, longer);
  }
}
