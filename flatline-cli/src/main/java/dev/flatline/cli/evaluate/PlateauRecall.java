package dev.flatline.cli.evaluate;

import java.util.List;

/// How many miners at full speed were noticed on batch workloads within twice the longest that the
/// workload itself had been at full speed in the 30 days before, as far as it was measured.
///
/// @param medium how many were at least `medium` by then
/// @param high how many were `high` by then
/// @param plateaus the longest that each workload had been at full speed before, milliseconds,
///     ascending
/// @param unfollowed how many more there were whose telemetry ends sooner
/// @param without how many more there were on workloads that had not been at full speed for half an
///     hour
public record PlateauRecall(
    int medium, int high, List<Long> plateaus, int unfollowed, int without) {

  /// Copies the list.
  public PlateauRecall {
    plateaus = List.copyOf(plateaus);
  }

  /// How many were followed long enough.
  public int trials() {
    return plateaus.size();
  }

  /// @param outcomes of miners in workloads that were not reported already
  static PlateauRecall of(List<Outcome> outcomes) {
    List<Outcome> asked = outcomes.stream().filter(PlateauRecall::isAsked).toList();
    List<Outcome> plateaued = asked.stream().filter(one -> stay(one).plateauMillis() > 0).toList();
    List<Outcome> followed = plateaued.stream().filter(one -> stay(one).isFollowed()).toList();
    return new PlateauRecall(
        (int) followed.stream().filter(one -> one.mediumAfter() <= horizon(one)).count(),
        (int) followed.stream().filter(one -> one.highAfter() <= horizon(one)).count(),
        followed.stream().map(one -> stay(one).plateauMillis()).sorted().toList(),
        plateaued.size() - followed.size(),
        asked.size() - plateaued.size());
  }

  private static boolean isAsked(Outcome outcome) {
    return stay(outcome).batch() && outcome.injection().miner().level() >= Plateaus.FULL_SPEED;
  }

  private static long horizon(Outcome outcome) {
    return stay(outcome).horizonMillis();
  }

  private static Stay stay(Outcome outcome) {
    return outcome.injection().stay();
  }
}
