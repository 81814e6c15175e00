package dev.flatline.core.feature;

import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.numeric.GammaPoisson.CountSums;

/// What is assumed of a fleet of which nothing is known yet, and how a fleet's own days replace it.
///
/// The assumption stands for 100 workload-days, so that a fleet of ten workloads speaks for itself
/// after ten days.
final class ShippedPrior {
  static final double WORTH_DAYS = 100;

  static final double SHAPE = 0.05;
  static final double LOWEST_SHAPE = 0.01;
  static final double HIGHEST_SHAPE = 2;

  private ShippedPrior() {}

  /// Share of workload-days with a stretch above this level of at least this length.
  static double rate(int level, int length) {
    return 0.10 * Math.pow(0.8, level) * Math.pow(0.75, length) + 1e-4;
  }

  static GammaPoisson combine(int level, int length, CountSums own) {
    double worth = own.exposure() + WORTH_DAYS;
    double rate = (own.events() + rate(level, length) * WORTH_DAYS) / worth;
    double ownShape =
        own.exposure() == 0
            ? SHAPE
            : GammaPoisson.shapeFromMoments(own, LOWEST_SHAPE, HIGHEST_SHAPE);
    double shape = (ownShape * own.exposure() + SHAPE * WORTH_DAYS) / worth;
    return GammaPoisson.withMean(rate, shape);
  }
}
