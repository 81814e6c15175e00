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
/// @param onSpiky which of the steady ones on spiky workloads
/// @param byMiner which of the steady ones, by recording
/// @param power per workload the level of the smallest steady miner that was noticed, as was every
///     larger one; 2 where not even the largest was
/// @param leftOut trials in workloads that were reported already
public record Evaluation(
    EvaluationPlan plan,
    FalseFindings falseFindings,
    List<Recall> recall,
    PlateauRecall onPlateaus,
    List<SpikyRecall> onSpiky,
    List<MinerRecall> byMiner,
    Map<String, Double> power,
    int leftOut) {
  /// Not even the largest miner would be noticed.
  static final double NO_POWER = 2;

  /// Copies the lists.
  public Evaluation {
    recall = List.copyOf(recall);
    onSpiky = List.copyOf(onSpiky);
    byMiner = List.copyOf(byMiner);
    power = Map.copyOf(power);
  }

  static Evaluation of(EvaluationPlan plan, FalseFindings falseFindings, List<Outcome> outcomes) {
    List<Outcome> fresh = outcomes.stream().filter(one -> !one.foundBefore()).toList();
    return new Evaluation(
        plan,
        falseFindings,
        Recall.of(fresh),
        PlateauRecall.of(fresh),
        SpikyRecall.of(fresh),
        MinerRecall.of(plan, fresh),
        power(fresh),
        outcomes.size() - fresh.size());
  }

  private static Map<String, Double> power(List<Outcome> outcomes) {
    Map<String, TreeMap<Double, Boolean>> found = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      Miner miner = outcome.injection().miner();
      if (miner.shape() == MinerShape.STEADY) {
        found
            .computeIfAbsent(outcome.injection().workload(), unused -> new TreeMap<>())
            .merge(miner.level(), outcome.isFound(), Boolean::logicalAnd);
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
