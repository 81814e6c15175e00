package dev.flatline.server.judge;

import java.util.List;

/// How many samples of a source were judged how long after their time was over.
///
/// @param counts samples above the bound before and up to each of [#UP_TO_SECONDS], and those above
///     the last
/// @param sumSeconds of all samples
public record LagCounts(List<Long> counts, double sumSeconds) {
  /// From what nobody notices to what is longer than a source may be silent.
  public static final List<Double> UP_TO_SECONDS =
      List.of(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  /// Copies the counts.
  public LagCounts {
    counts = List.copyOf(counts);
  }
}
