package dev.flatline.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many miners of one kind were noticed.
///
/// @param shape their shape
/// @param level their level
/// @param batch whether they moved into workloads that spend much of their time at that level
/// @param noticed how many, and how soon
public record Recall(MinerShape shape, double level, boolean batch, Noticed noticed) {

  /// By shape, level and kind of workload.
  ///
  /// @param outcomes of miners in workloads that were not reported already
  static List<Recall> of(List<Outcome> outcomes) {
    Map<Kind, List<Outcome>> byKind = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      byKind.computeIfAbsent(Kind.of(outcome), unused -> new ArrayList<>()).add(outcome);
    }
    List<Recall> rows = new ArrayList<>();
    byKind.forEach(
        (kind, of) ->
            rows.add(new Recall(kind.shape(), kind.level(), kind.batch(), Noticed.of(of))));
    return rows;
  }

  /// What is told on one line.
  private record Kind(MinerShape shape, double level, boolean batch) implements Comparable<Kind> {
    static Kind of(Outcome outcome) {
      Injection injection = outcome.injection();
      Miner miner = injection.miner();
      return new Kind(miner.shape(), miner.level(), injection.stay().batch());
    }

    @Override
    public int compareTo(Kind other) {
      int order = Boolean.compare(batch, other.batch);
      order = order == 0 ? shape.compareTo(other.shape) : order;
      return order == 0 ? Double.compare(other.level, level) : order;
    }
  }
}
