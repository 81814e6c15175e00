package dev.flatline.formats.explain;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.testkit.Load;
import dev.flatline.testkit.PlaneTraces;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings that the detectors made of traces: every version of every one of them.
final class ExplainedFindings {
  private static final List<Finding> ALL = hunted();

  private ExplainedFindings() {}

  static List<Finding> all() {
    return ALL;
  }

  static List<Evidence> evidence() {
    return ALL.stream().flatMap(finding -> finding.evidence().stream()).distinct().toList();
  }

  /// The last state of what a miner in a CronJob is found for.
  static Finding ofAJob() {
    List<Finding> findings = new ArrayList<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), findings::add);
    Workload job = new Workload("job", Map.of("owner_kind", "CronJob", "owner", "report"));
    feed(job, Traces.minerMovesIntoWebServer(), engine);
    engine.finish();
    return findings.getLast();
  }

  private static List<Finding> hunted() {
    List<Finding> findings = new ArrayList<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), findings::add);
    Map<String, Trace> traces = new LinkedHashMap<>();
    traces.put("web", Traces.minerMovesIntoWebServer());
    traces.put("throttled", Traces.throttledMinerMovesIn());
    traces.put("new", Traces.newWorkloadThatMines());
    traces.put("with work", Traces.minerMovesIn(Load.idle(), work()));
    traces.put("bursts", bursts());
    traces.put("longer", longer());
    traces.put("hidden", PlaneTraces.hiddenMiner());
    traces.put("hidden before", PlaneTraces.hiddenFromTheStart());
    traces.put("hidden from one", PlaneTraces.hiddenFromCgroupsToo());
    traces.put("floor", Traces.throttledMinerMovesUnderBatch());
    traces.forEach((name, trace) -> feed(Workload.named(name), trace, engine));
    feedPods(Traces.minerMovesIntoWebServer(), engine);
    Traces.innocentFleet().forEach(trace -> trace.samples().forEach(engine::accept));
    engine.finish();
    return findings;
  }

  private static void feed(Workload workload, Trace trace, Engine engine) {
    for (Sample sample : trace.samples()) {
      engine.accept(new Sample(workload, sample.atMillis(), sample.values()));
    }
  }

  /// A Deployment's pods that take turns every day and a half.
  private static void feedPods(Trace trace, Engine engine) {
    for (Sample sample : trace.samples()) {
      long number = sample.atMillis() / Duration.ofHours(36).toMillis();
      Workload pod = Workload.named("shop/Deployment/cart/cart-" + number);
      engine.accept(new Sample(pod, sample.atMillis(), sample.values()));
    }
  }

  /// Steady work that brings its network along.
  private static Load work() {
    return (at, noise) -> new Load.Usage(0.6 + 0.005 * noise.nextGaussian(), 900_000, 0);
  }

  /// An idle VM, and then a quarter of an hour of mining every two hours.
  private static Trace bursts() {
    Trace trace = start().then(Load.idle(), Duration.between(Traces.START, Traces.MOVED_IN));
    for (int i = 0; i < 6; i++) {
      trace =
          trace
              .then(Load.idle().beside(Load.randomX(0.6)), Duration.ofMinutes(20))
              .then(Load.idle(), Duration.ofMinutes(100));
    }
    return trace;
  }

  /// Three hours of a full machine every night, and in the end half a day.
  private static Trace longer() {
    Load full = (at, noise) -> new Load.Usage(0.99 + 0.001 * noise.nextGaussian(), 900, 2_000);
    Load nightly =
        (at, noise) -> {
          int hour = at.atOffset(ZoneOffset.UTC).getHour();
          return hour >= 1 && hour < 4 ? full.at(at, noise) : Load.idle().at(at, noise);
        };
    return start()
        .then(nightly, Duration.between(Traces.START, Traces.MOVED_IN))
        .then(full, Duration.ofHours(12));
  }

  private static Trace start() {
    return Trace.of(Workload.named("trace"), Traces.START, Duration.ofMinutes(5));
  }
}
