package dev.flatline.cli.evaluate;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Lays the miners of a plan over the workloads, each by itself.
final class InjectedRun {
  private final EvaluationPlan plan;
  private final EngineSettings settings;
  private final Policy policy;
  private final Map<String, List<Trial>> trials = new HashMap<>();
  private final @Nullable CrowdRun crowd;
  private final List<Outcome> outcomes = new ArrayList<>();
  private String lastName = "";
  private List<Trial> last = List.of();

  /// Draws what moves in where and when.
  InjectedRun(
      EvaluationPlan plan,
      EngineSettings settings,
      Policy policy,
      Map<String, CleanRun.Course> courses) {
    this.plan = plan;
    this.settings = settings;
    this.policy = policy;
    this.crowd =
        plan.shapes().contains(MinerShape.MANY)
            ? new CrowdRun(plan, settings, policy, courses)
            : null;
    courses.forEach(
        (workload, course) -> {
          if (plan.reports(workload)) {
            trials.put(workload, trials(workload, course));
          }
        });
  }

  /// Reads the telemetry once more.
  ///
  /// @param fleet what the fleet is like without miners
  List<Outcome> over(TelemetrySource source, FleetHistory fleet, Progress progress) {
    source.read(sample -> accept(sample, fleet), progress);
    trials.values().forEach(all -> all.forEach(trial -> outcomes.add(trial.finish(fleet))));
    if (crowd != null) {
      outcomes.addAll(crowd.finish());
    }
    return outcomes;
  }

  private void accept(Sample sample, FleetHistory fleet) {
    String name = sample.workload().name();
    if (!name.equals(lastName)) {
      lastName = name;
      last = trials.getOrDefault(name, List.of());
    }
    for (Iterator<Trial> going = last.iterator(); going.hasNext(); ) {
      Trial trial = going.next();
      if (trial.isOver(sample.atMillis())) {
        outcomes.add(trial.finish(fleet));
        going.remove();
      } else {
        trial.accept(sample);
      }
    }
    if (crowd != null) {
      crowd.accept(sample);
    }
  }

  private List<Trial> trials(String workload, CleanRun.Course course) {
    List<Trial> all = new ArrayList<>();
    for (MinerShape shape : plan.shapes()) {
      for (double level : levels(shape)) {
        for (int number = 0; number < plan.trials(); number++) {
          Random random = plan.random(workload, shape.label() + level, number);
          long latest = course.lastMillis() - plan.within().toMillis();
          long earliest = course.countedFromMillis();
          if (latest > earliest) {
            long start = earliest + (long) (random.nextDouble() * (latest - earliest));
            all.add(trial(workload, course, shape, level, start, random));
          }
        }
      }
    }
    return all;
  }

  private List<Double> levels(MinerShape shape) {
    return switch (shape) {
      case STEADY -> plan.levels();
      case MANY -> List.of();
      default -> List.of(EvaluationPlan.LEVEL_OF_SHAPES);
    };
  }

  private Trial trial(
      String workload,
      CleanRun.Course course,
      MinerShape shape,
      double level,
      long startMillis,
      Random random) {
    return new Trial(
        new InjectedWorkload(
            Injection.drawn(workload, shape, level, startMillis, random),
            course.isBatch(level),
            plan.within().toMillis(),
            settings),
        settings,
        policy);
  }
}
