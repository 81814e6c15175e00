package dev.flatline.cli.evaluate;

/// What became of a miner.
///
/// @param injection the miner
/// @param foundBefore whether the workload was already reported when the miner moved in
/// @param mediumAfter milliseconds until it was at least `medium`, [#NEVER] where it was not
/// @param highAfter milliseconds until it was `high`, [#NEVER] where it was not
/// @param byPublishedRule whether the published rule held
/// @param byThreshold whether the load alert did
record Outcome(
    Injection injection,
    boolean foundBefore,
    long mediumAfter,
    long highAfter,
    boolean byPublishedRule,
    boolean byThreshold) {
  static final long NEVER = Long.MAX_VALUE;

  /// Whether it was at least `medium` in time.
  boolean isFound() {
    return mediumAfter <= injection.stay().withinMillis();
  }

  /// Whether it was `high` in time.
  boolean isHigh() {
    return highAfter <= injection.stay().withinMillis();
  }
}
