package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Miners that move into one workload in five at the same time, judged as one fleet: so much that
/// is new at once is what a fleet has when a deployment or a daemon brings it.
final class CrowdRun {
  private static final int ONE_IN = 5;

  private final EvaluationPlan plan;
  private final EngineSettings settings;
  private final Pods pods;
  private final Map<String, InjectedWorkload> members = new HashMap<>();
  private final List<Finding> told = new ArrayList<>();
  private final Engine engine;

  CrowdRun(
      EvaluationPlan plan,
      EngineSettings settings,
      Policy policy,
      Map<String, Course> courses,
      Pods pods) {
    this.plan = plan;
    this.pods = pods;
    this.settings = settings;
    this.engine = new Engine(settings, policy, told::add);
    long first = courses.values().stream().mapToLong(Course::firstMillis).min().orElse(0);
    long last = courses.values().stream().mapToLong(Course::lastMillis).max().orElse(0);
    long earliest = first + plan.learning().toMillis();
    long latest = last - plan.within().toMillis();
    if (latest > earliest) {
      Random random = plan.random("", MinerShape.MANY.label(), 0);
      long start = earliest + (long) (random.nextDouble() * (latest - earliest));
      courses.forEach((workload, course) -> choose(workload, course, start));
    }
  }

  private void choose(String workload, Course course, long start) {
    Random random = plan.random(workload, MinerShape.MANY.label(), 1);
    if (random.nextInt(ONE_IN) == 0 && plan.reports(workload)) {
      Miner miner = plan.miner(MinerShape.MANY, EvaluationPlan.LEVEL_OF_SHAPES, random);
      new Stays(plan)
          .from(start, course, miner.level())
          .map(stay -> Injection.drawn(workload, miner, stay, random))
          .ifPresent(one -> members.put(workload, new InjectedWorkload(one, settings)));
    }
  }

  void accept(Sample clean) {
    InjectedWorkload member = members.get(clean.workload().name());
    engine.accept(pods.renamed(member == null ? clean : member.with(clean)));
  }

  /// All samples came.
  List<Outcome> finish() {
    engine.finish();
    List<Outcome> outcomes = new ArrayList<>();
    members.forEach(
        (workload, member) ->
            outcomes.add(
                member.outcome(
                    told.stream().filter(one -> Pods.original(one).equals(workload)).toList())));
    return outcomes;
  }
}
