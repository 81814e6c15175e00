package dev.flatline.core.feature;

/// A time during which CPU stayed above a level, still going on, with what the workload's own past
/// says of the like.
///
/// @param levelIndex number of the level on the ladder of [Levels]
/// @param sinceMillis event time of its first sample
/// @param untilMillis event time of its newest sample
/// @param likeDays days before it on which a stretch above the level lasted at least half as long
/// @param observedDays how much of the time before it was observed, in days, 30 at most
public record Stretch(
    int levelIndex, long sinceMillis, long untilMillis, int likeDays, double observedDays) {

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }

  /// How long it lasts.
  public long durationMillis() {
    return untilMillis - sinceMillis;
  }
}
