package dev.flatline.cli.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was measured.
///
/// @param plan what was to be
/// @param falseFindings what was found where nobody mines
/// @param recall which miners were noticed
/// @param onPlateaus which of those at full speed, by the plateaus of the workload itself
/// @param power per workload the level of the smallest steady miner that was noticed, as was every
///     larger one; 2 where not even the largest was
/// @param leftOut trials in workloads that were reported already
public record Evaluation(
    EvaluationPlan plan,
    FalseFindings falseFindings,
    List<Recall> recall,
    PlateauRecall onPlateaus,
    Map<String, Double> power,
    int leftOut) {
  /// Not even the largest miner would be noticed.
  static final double NO_POWER = 2;

  /// Copies the lists.
  public Evaluation {
    recall = List.copyOf(recall);
    power = Map.copyOf(power);
  }

  static Evaluation of(EvaluationPlan plan, FalseFindings falseFindings, List<Outcome> outcomes) {
    int leftOut = (int) outcomes.stream().filter(Outcome::foundBefore).count();
    return new Evaluation(
        plan,
        falseFindings,
        Recall.of(outcomes),
        PlateauRecall.of(outcomes),
        power(outcomes),
        leftOut);
  }

  private static Map<String, Double> power(List<Outcome> outcomes) {
    Map<String, TreeMap<Double, Boolean>> found = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      Injection injection = outcome.injection();
      if (injection.shape() == MinerShape.STEADY && !outcome.foundBefore()) {
        found
            .computeIfAbsent(injection.workload(), unused -> new TreeMap<>())
            .merge(injection.level(), outcome.isFound(), Boolean::logicalAnd);
      }
    }
    Map<String, Double> power = new TreeMap<>();
    found.forEach((workload, byLevel) -> power.put(workload, smallest(byLevel)));
    return power;
  }

  private static double smallest(TreeMap<Double, Boolean> byLevel) {
    double smallest = NO_POWER;
    for (Map.Entry<Double, Boolean> level : byLevel.descendingMap().entrySet()) {
      if (!level.getValue()) {
        break;
      }
      smallest = level.getKey();
    }
    return smallest;
  }
}
