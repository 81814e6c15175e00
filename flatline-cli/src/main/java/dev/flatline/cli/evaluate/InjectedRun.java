package dev.flatline.cli.evaluate;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
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
  private final Pods pods;
  private final Stays stays;
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
      Map<String, Course> courses,
      Pods pods) {
    this.pods = pods;
    this.plan = plan;
    this.settings = settings;
    this.policy = policy;
    this.stays = new Stays(plan);
    this.crowd =
        plan.shapes().contains(MinerShape.MANY)
            ? new CrowdRun(plan, settings, policy, courses, pods)
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
  SourceReport over(TelemetrySource source, FleetHistory fleet, Progress progress) {
    SourceReport report = source.read(sample -> accept(sample, fleet), progress);
    trials.values().forEach(all -> all.forEach(trial -> outcomes.add(trial.finish(fleet))));
    if (crowd != null) {
      outcomes.addAll(crowd.finish());
    }
    return report;
  }

  /// What became of them.
  List<Outcome> outcomes() {
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

  private List<Trial> trials(String workload, Course course) {
    List<Trial> all = new ArrayList<>();
    for (MinerShape shape : plan.shapes()) {
      for (double level : levels(shape)) {
        for (int number = 0; number < plan.trials(); number++) {
          Random random = plan.random(workload, shape.label() + level, number);
          stays
              .draw(course, level, random)
              .map(
                  stay -> Injection.drawn(workload, plan.miner(shape, level, random), stay, random))
              .ifPresent(injection -> all.add(trial(injection)));
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

  private Trial trial(Injection injection) {
    return new Trial(new InjectedWorkload(injection, settings), settings, policy, pods);
  }
}
