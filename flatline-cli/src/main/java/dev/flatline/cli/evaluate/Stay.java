package dev.flatline.cli.evaluate;

/// A miner's stay in a workload.
///
/// @param startMillis when it moves in
/// @param withinMillis how soon it must be noticed
/// @param batch whether the workload spends much of its time at the miner's level anyway
/// @param spiky whether the workload's own CPU goes up and down so far that its total is not flat
/// @param plateauMillis of a miner at full speed on a batch workload, the longest that the workload
///     itself was at full speed in the 30 days before; 0 of others, or where it was not
/// @param blindMillis for how long nothing is measured until the workload was measured for twice as
///     long as that
/// @param lastMillis when the workload's telemetry ends
record Stay(
    long startMillis,
    long withinMillis,
    boolean batch,
    boolean spiky,
    long plateauMillis,
    long blindMillis,
    long lastMillis) {

  /// Until when it must be noticed.
  long dueMillis() {
    return startMillis + withinMillis;
  }

  /// How soon it must be noticed where the workload's own plateaus are the measure: before it was
  /// measured for twice the longest.
  long horizonMillis() {
    return 2 * plateauMillis + blindMillis;
  }

  /// Until when what comes makes a difference.
  long endMillis() {
    return Math.max(dueMillis(), startMillis + horizonMillis());
  }

  /// Whether the telemetry goes on for as long.
  boolean isFollowed() {
    return startMillis + horizonMillis() <= lastMillis;
  }
}
