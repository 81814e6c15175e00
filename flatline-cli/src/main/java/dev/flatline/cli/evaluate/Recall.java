package dev.flatline.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How many miners of one kind were noticed, and how soon.
///
/// @param shape their shape
/// @param level their level
/// @param batch whether they moved into workloads that spend much of their time at that level
/// @param trials how many there were
/// @param medium how many were at least `medium`
/// @param high how many were `high`
/// @param byPublishedRule how many the published rule noticed
/// @param byThreshold how many the load alert noticed
/// @param delays milliseconds until they were at least `medium`, ascending, of those that were
public record Recall(
    MinerShape shape,
    double level,
    boolean batch,
    int trials,
    int medium,
    int high,
    int byPublishedRule,
    int byThreshold,
    List<Long> delays) {

  /// Copies the list.
  public Recall {
    delays = List.copyOf(delays);
  }

  /// By shape, level and kind of workload. Miners in workloads that were reported already are left
  /// out.
  static List<Recall> of(List<Outcome> outcomes) {
    Map<Kind, List<Outcome>> byKind = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      if (!outcome.foundBefore()) {
        byKind.computeIfAbsent(Kind.of(outcome), unused -> new ArrayList<>()).add(outcome);
      }
    }
    List<Recall> rows = new ArrayList<>();
    byKind.forEach((kind, of) -> rows.add(row(kind, of)));
    return rows;
  }

  private static Recall row(Kind kind, List<Outcome> outcomes) {
    return new Recall(
        kind.shape(),
        kind.level(),
        kind.batch(),
        outcomes.size(),
        count(outcomes, Outcome::isFound),
        count(outcomes, Outcome::isHigh),
        count(outcomes, Outcome::byPublishedRule),
        count(outcomes, Outcome::byThreshold),
        delays(outcomes));
  }

  private static int count(List<Outcome> outcomes, Predicate<Outcome> which) {
    return (int) outcomes.stream().filter(which).count();
  }

  private static List<Long> delays(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome::isFound).map(Outcome::mediumAfter).sorted().toList();
  }

  /// What is told on one line.
  private record Kind(MinerShape shape, double level, boolean batch) implements Comparable<Kind> {
    static Kind of(Outcome outcome) {
      Injection injection = outcome.injection();
      return new Kind(injection.shape(), injection.level(), injection.stay().batch());
    }

    @Override
    public int compareTo(Kind other) {
      int order = Boolean.compare(batch, other.batch);
      order = order == 0 ? shape.compareTo(other.shape) : order;
      return order == 0 ? Double.compare(other.level, level) : order;
    }
  }
}
