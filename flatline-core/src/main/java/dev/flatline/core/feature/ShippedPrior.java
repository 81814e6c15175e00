package dev.flatline.core.feature;

import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.numeric.GammaPoisson.CountSums;

/// What is assumed of a fleet of which nothing is known yet, and how a fleet's own days replace it.
///
/// The assumption stands for 100 workload-days, so that a fleet of ten workloads speaks for itself
/// after ten days.
final class ShippedPrior {
  static final double WORTH_DAYS = 100;

  static final double LOWEST_SHAPE = 0.01;
  static final double HIGHEST_SHAPE = 2;

  private ShippedPrior() {}

  /// Share of workload-days with a stretch above this level of at least this length.
  ///
  /// Fitted to July of a hosting fleet of 250 VMs by least squares on logarithms (rms error 17 %),
  /// `docs/evaluation.md`: about one day in fifteen has ten minutes above 90 %, one in five above
  /// 15 %.
  static double rate(int level, int length) {
    double octaves = length / 2.0;
    return 0.0605
        * Math.pow(Levels.level(level), -0.585)
        * Math.exp(0.138 * octaves - 0.066 * octaves * octaves);
  }

  /// How unequal workloads are, from the same fit: the longer the stretch, the more it is the habit
  /// of a few.
  static double shape(int level, int length) {
    return 0.304 * Math.exp(-0.415 * Levels.level(level) - 0.211 * length / 2.0);
  }

  static GammaPoisson combine(int level, int length, CountSums own) {
    double worth = own.exposure() + WORTH_DAYS;
    double rate = (own.events() + rate(level, length) * WORTH_DAYS) / worth;
    double ownShape =
        own.exposure() == 0
            ? shape(level, length)
            : GammaPoisson.shapeFromMoments(own, LOWEST_SHAPE, HIGHEST_SHAPE);
    double shape = (ownShape * own.exposure() + shape(level, length) * WORTH_DAYS) / worth;
    return GammaPoisson.withMean(rate, shape);
  }
}
