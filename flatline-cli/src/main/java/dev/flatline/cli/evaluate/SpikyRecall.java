package dev.flatline.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How many steady miners of one level were noticed beneath the work of spiky workloads, batch or
/// not.
///
/// @param level their level
/// @param noticed how many, and how soon
public record SpikyRecall(double level, Noticed noticed) {

  /// By level, highest first.
  ///
  /// @param outcomes of miners in workloads that were not reported already
  static List<SpikyRecall> of(List<Outcome> outcomes) {
    TreeMap<Double, List<Outcome>> byLevel = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      Miner miner = outcome.injection().miner();
      if (miner.shape() == MinerShape.STEADY && outcome.injection().stay().spiky()) {
        byLevel.computeIfAbsent(miner.level(), unused -> new ArrayList<>()).add(outcome);
      }
    }
    List<SpikyRecall> rows = new ArrayList<>();
    byLevel
        .descendingMap()
        .forEach((level, of) -> rows.add(new SpikyRecall(level, Noticed.of(of))));
    return rows;
  }
}
