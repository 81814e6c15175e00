package dev.flatline.core.policy;

import java.time.Duration;

/// The numbers that detectors compare with. Every default says where it comes from in
/// `docs/evaluation.md`.
///
/// @param plateauMean the published rule's least mean CPU, a share of capacity
/// @param plateauCv the published rule's largest coefficient of variation
/// @param plateauCorrelation the published rule's largest correlation of CPU and network
/// @param flatCv largest CV of the one-minute means of a stretch that counts as flat
/// @param learning how much of its own past a workload needs before novelty speaks of it
/// @param returnPeriodDays how rare a stretch must be to be new, days between two
/// @param youngReturnPeriodDays the least at which it is rare, though not proved to be new
public record Thresholds(
    double plateauMean,
    double plateauCv,
    double plateauCorrelation,
    double flatCv,
    Duration learning,
    double returnPeriodDays,
    double youngReturnPeriodDays) {

  /// The published rule (mean above 0.90, CV below 0.05, correlation below 0.2) and our own
  /// measurements.
  public static final Thresholds DEFAULT =
      new Thresholds(0.90, 0.05, 0.2, 0.10, Duration.ofDays(14), 100, 7);

  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException naming the first value that is out of its range
  public Thresholds {
    requireShare("plateau mean", plateauMean);
    requirePositive("plateau CV", plateauCv);
    if (!(plateauCorrelation >= -1 && plateauCorrelation <= 1)) {
      throw new IllegalArgumentException("plateau correlation " + plateauCorrelation);
    }
    requirePositive("flat CV", flatCv);
    if (learning.isNegative() || learning.isZero()) {
      throw new IllegalArgumentException("learning time " + learning);
    }
    requirePositive("return period", returnPeriodDays);
    requirePositive("return period while learning", youngReturnPeriodDays);
  }

  private static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " " + value + " is not in (0, 1]");
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " " + value + " is not above 0");
    }
  }
}
