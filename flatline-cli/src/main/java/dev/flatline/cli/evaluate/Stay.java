package dev.flatline.cli.evaluate;

/// A miner's stay in a workload.
///
/// @param startMillis when it moves in
/// @param withinMillis how soon it must be noticed
/// @param batch whether the workload spends much of its time at the miner's level anyway
record Stay(long startMillis, long withinMillis, boolean batch) {

  /// Until when what comes makes a difference.
  long endMillis() {
    return startMillis + withinMillis;
  }
}
