package dev.flatline.cli.evaluate;

import java.util.List;
import java.util.function.Predicate;

/// How many of some miners were noticed in time, and how soon.
///
/// @param trials how many there were
/// @param medium how many were at least `medium`
/// @param high how many were `high`
/// @param byPublishedRule how many the published rule noticed
/// @param byThreshold how many the load alert noticed
/// @param delays milliseconds until they were at least `medium`, ascending, of those that were
public record Noticed(
    int trials, int medium, int high, int byPublishedRule, int byThreshold, List<Long> delays) {

  /// Copies the list.
  public Noticed {
    delays = List.copyOf(delays);
  }

  static Noticed of(List<Outcome> outcomes) {
    return new Noticed(
        outcomes.size(),
        count(outcomes, Outcome::isFound),
        count(outcomes, Outcome::isHigh),
        count(outcomes, Outcome::byPublishedRule),
        count(outcomes, Outcome::byThreshold),
        outcomes.stream().filter(Outcome::isFound).map(Outcome::mediumAfter).sorted().toList());
  }

  private static int count(List<Outcome> outcomes, Predicate<Outcome> which) {
    return (int) outcomes.stream().filter(which).count();
  }
}
