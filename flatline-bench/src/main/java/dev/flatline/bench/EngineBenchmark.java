package dev.flatline.bench;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/// What one sample costs from the engine's door to its findings, judged and weighed: the whole
/// pipeline, workloads that take turns, after a week of history. A thousand are awake all the time;
/// of twenty thousand each wakes for its sample and falls asleep again. Read the median, as in
/// [WindowBenchmark].
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EngineBenchmark.SAMPLES)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class EngineBenchmark {
  static final int SAMPLES = 1000;

  private static final long HISTORY_MILLIS = 7 * 86_400_000L;
  private static final long COARSE_STEP_MILLIS = 300_000;

  /// Seconds between two samples of a workload.
  @Param({"15", "300"})
  private int stepSeconds;

  /// A multiple of [#SAMPLES].
  @Param({"1000", "20000"})
  private int workloads;

  private final List<Sample> round = new ArrayList<>();
  private List<Sample> samples = List.of();
  private int next;
  private SyntheticFleet fleet = new SyntheticFleet(0);
  private Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});

  /// A week at five minutes.
  @Setup
  public void learn(Blackhole sink) {
    engine = new Engine(EngineSettings.DEFAULT, Policy.none(), sink::consume);
    fleet = new SyntheticFleet(workloads);
    while (fleet.atMillis() < SyntheticFleet.START_MILLIS + HISTORY_MILLIS) {
      fleet.step(COARSE_STEP_MILLIS, engine::accept);
      advance();
    }
    next = workloads;
  }

  /// Makes the next samples, which is not measured.
  @Setup(Level.Invocation)
  public void makeSamples() {
    if (next == workloads) {
      next = 0;
      round.clear();
      fleet.step(stepSeconds * 1000L, round::add);
    }
    samples = round.subList(next, next + SAMPLES);
    next += SAMPLES;
  }

  /// Takes them, and weighs what is due after each round, as a live engine would.
  @Benchmark
  public void sample() {
    for (Sample sample : samples) {
      engine.accept(sample);
    }
    if (next == workloads) {
      advance();
    }
  }

  private void advance() {
    engine.advanceTo(fleet.atMillis() - EngineSettings.DEFAULT.lateness().toMillis());
  }
}
