package dev.flatline.connectors.prometheus.live;

import dev.flatline.core.telemetry.DropCounts;

/// What was made of the points so far.
///
/// @param points what came in
/// @param samples delivered
/// @param withoutCapacity how often CPU in use was known and what may be used was not; the rest
///     of the sample is judged
/// @param dropped samples that were not delivered, and values that are not in them, by reason
/// @param series how many are remembered
/// @param workloads how many there are
public record LiveReport(
    Points points,
    long samples,
    long withoutCapacity,
    DropCounts dropped,
    int series,
    int workloads) {

  /// The points of wanted series: `received = taken + tooOld + tooFarAhead + forgotten`.
  ///
  /// @param received all
  /// @param tooOld at or before the watermark
  /// @param tooFarAhead more than an hour after it
  /// @param forgotten of series that were forgotten before
  /// @param thinnedOut of those that were taken: forgotten before their time, because there was no
  ///     room for all
  public record Points(
      long received, long tooOld, long tooFarAhead, long forgotten, long thinnedOut) {}
}
