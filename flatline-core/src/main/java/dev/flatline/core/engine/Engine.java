package dev.flatline.core.engine;

import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.core.window.WindowAggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// Judges many workloads: observations in, findings out. Not safe for use by several threads at
/// once; several engines can share the work by workload if they finish together
/// ([#finishTogether]).
///
/// `received = judged + held + merged + dropped`. Memory grows with workloads and with what is
/// pending, not with samples.
public final class Engine {
  /// How long after it began a stretch may still be compared with those that began with it: twice
  /// the longest that a past of 30 days holds, and the days that turn between.
  private static final long LONGEST_ASKED_MILLIS =
      (2 * LevelHistory.DAYS + FleetHistory.DAYS_BEHIND) * LevelHistory.DAY_MILLIS;

  private final Shared shared;
  private final FindingSink sink;
  private final Map<String, WorkloadPipeline> pipelines = new HashMap<>();
  private final DropCounts drops = new DropCounts();
  private long received;
  private long forgotten;
  private long forgottenJudged;
  private long forgottenMerged;
  private String lastName = "";
  private WorkloadPipeline last;

  /// @param sink told whenever a finding is opened, changed or closed
  public Engine(EngineSettings settings, Policy policy, FindingSink sink) {
    this.shared = new Shared(settings, policy, DetectorCatalog.ALL, new FleetHistory());
    this.sink = sink;
    this.last = new WorkloadPipeline(Workload.named("none"), shared);
  }

  /// Takes one sample.
  public void accept(Sample sample) {
    received++;
    String name = sample.workload().name();
    if (!name.equals(lastName)) {
      lastName = name;
      last =
          pipelines.computeIfAbsent(
              name, unused -> new WorkloadPipeline(sample.workload(), shared));
    }
    last.accept(sample, drops);
  }

  /// No sample older than this will come any more: what waits for it is judged and weighed.
  public void advanceTo(long watermarkMillis) {
    for (WorkloadPipeline pipeline : pipelines.values()) {
      pipeline.advanceTo(watermarkMillis);
    }
    shared.fleet().addUpOwners(LevelHistory.day(watermarkMillis) - 1);
    for (WorkloadPipeline pipeline : pipelines.values()) {
      pipeline.weigh(shared.fleet(), watermarkMillis, sink);
    }
    long longestAsked = watermarkMillis - LONGEST_ASKED_MILLIS;
    shared.fleet().forgetBefore(longestAsked);
    shared.fleet().owners().forgetBefore(watermarkMillis, longestAsked);
    forget(watermarkMillis);
  }

  /// Forgets workloads that were not seen for longer than their past is kept; what they did is in
  /// their owners' and the fleet's.
  private void forget(long watermarkMillis) {
    pipelines
        .values()
        .removeIf(
            pipeline -> {
              boolean forget = pipeline.isForgotten(watermarkMillis);
              if (forget) {
                forgotten++;
                forgottenJudged += pipeline.judged();
                forgottenMerged += pipeline.merged();
                lastName = last == pipeline ? "" : lastName;
              }
              return forget;
            });
  }

  /// The input is over and this engine saw the whole fleet.
  public void finish() {
    finishTogether(List.of(this));
  }

  /// The same in parts that share nothing that changes: each is to be run once, with a sink of its
  /// own, and all may run at once.
  ///
  /// @param parts how many, above 0
  public List<Consumer<FindingSink>> finishInParts(int parts) {
    long endMillis = flush();
    List<WorkloadPipeline> all = List.copyOf(pipelines.values());
    List<Consumer<FindingSink>> finishing = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      int first = part;
      finishing.add(
          told -> {
            for (int i = first; i < all.size(); i += parts) {
              all.get(i).finish(shared.fleet(), endMillis, told);
            }
          });
    }
    return finishing;
  }

  /// The input of engines that shared the work by workload is over: all that is pending is weighed
  /// against the whole fleet, and the last state of every finding told.
  public static void finishTogether(List<Engine> engines) {
    long endMillis = Long.MIN_VALUE;
    for (Engine engine : engines) {
      endMillis = Math.max(endMillis, engine.flush());
    }
    FleetHistory fleet = engines.size() == 1 ? engines.getFirst().fleet() : together(engines);
    fleet.addUpOwners(LevelHistory.day(endMillis));
    for (Engine engine : engines) {
      engine.finish(fleet, endMillis);
    }
  }

  private static FleetHistory together(List<Engine> engines) {
    FleetHistory fleet = new FleetHistory();
    engines.forEach(engine -> fleet.addAll(engine.fleet()));
    return fleet;
  }

  /// Judges what is held.
  ///
  /// @return event time of the newest sample of all
  private long flush() {
    long newestMillis = Long.MIN_VALUE;
    for (WorkloadPipeline pipeline : pipelines.values()) {
      pipeline.flush();
      newestMillis = Math.max(newestMillis, pipeline.newestMillis());
    }
    shared.fleet().addUpOwners(LevelHistory.day(newestMillis));
    return newestMillis;
  }

  private void finish(FleetHistory fleet, long endMillis) {
    for (WorkloadPipeline pipeline : pipelines.values()) {
      pipeline.finish(fleet, endMillis, sink);
    }
  }

  /// The input is over, and it was a part of a fleet whose history is known from elsewhere: all
  /// that is pending is weighed against that history alone, and against what the owners of this
  /// part did.
  public void finishAgainst(FleetHistory fleet) {
    long endMillis = flush();
    finish(fleet.withOwnersOf(shared.fleet()), endMillis);
  }

  /// What this engine's part of the fleet held, day by day.
  public FleetHistory fleet() {
    return shared.fleet();
  }

  /// What was known of each workload.
  public List<Coverage> coverage() {
    List<Coverage> all = new ArrayList<>(pipelines.size());
    pipelines.values().forEach(pipeline -> all.add(pipeline.coverage()));
    return all;
  }

  /// How many workloads were not seen for 30 days and are forgotten: what is known of them is no
  /// longer in [#coverage]. Only where [#advanceTo] tells how late it is.
  public long forgotten() {
    return forgotten;
  }

  /// How many samples came in.
  public long received() {
    return received;
  }

  /// How many of them were judged.
  public long judged() {
    return forgottenJudged + sum(WorkloadPipeline::judged);
  }

  /// How many of them are held until their lateness is over.
  public long held() {
    return sum(WorkloadPipeline::held);
  }

  /// How many of them completed another of the same time.
  public long merged() {
    return forgottenMerged + sum(WorkloadPipeline::merged);
  }

  private long sum(ToLongFunction<WorkloadPipeline> count) {
    long sum = 0;
    for (WorkloadPipeline pipeline : pipelines.values()) {
      sum += count.applyAsLong(pipeline);
    }
    return sum;
  }

  /// What of them was dropped, by reason.
  public DropCounts dropped() {
    return drops;
  }

  /// What all pipelines of one engine use together.
  static final class Shared {
    private final EngineSettings settings;
    private final long leastDwellMillis;
    private final Policy policy;
    private final DetectorCatalog catalog;
    private final FleetHistory fleet;
    private final WindowAggregate total = new WindowAggregate();

    Shared(EngineSettings settings, Policy policy, DetectorCatalog catalog, FleetHistory fleet) {
      this.settings = settings;
      this.leastDwellMillis = settings.leastDwell().toMillis();
      this.policy = policy;
      this.catalog = catalog;
      this.fleet = fleet;
    }

    EngineSettings settings() {
      return settings;
    }

    Policy policy() {
      return policy;
    }

    DetectorCatalog catalog() {
      return catalog;
    }

    FleetHistory fleet() {
      return fleet;
    }

    long leastDwellMillis() {
      return leastDwellMillis;
    }

    WindowAggregate total() {
      return total;
    }
  }
}
