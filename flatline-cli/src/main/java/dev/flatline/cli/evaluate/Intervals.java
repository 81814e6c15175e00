package dev.flatline.cli.evaluate;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/// 95 % confidence intervals.
final class Intervals {
  private static final double CONFIDENCE = 0.95;
  private static final double TAIL = (1 - CONFIDENCE) / 2;
  private static final int RESAMPLES = 1000;

  private Intervals() {}

  /// From one number to another.
  record Interval(double low, double high) {}

  /// Of a proportion: Wilson's score interval, JASA 22 (1927), p. 209.
  static Interval ofProportion(int successes, int trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    ConfidenceInterval wilson =
        BinomialProportion.getWilsonScoreInterval(trials, (double) successes / trials, CONFIDENCE);
    return new Interval(Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound()));
  }

  /// Of the mean of a Poisson count: Garwood, Biometrika 28 (1936), p. 437.
  static Interval ofCount(int count) {
    double low =
        count == 0
            ? 0
            : new ChiSquaredDistribution(2.0 * count).inverseCumulativeProbability(TAIL) / 2;
    double high =
        new ChiSquaredDistribution(2.0 * (count + 1)).inverseCumulativeProbability(1 - TAIL) / 2;
    return new Interval(low, high);
  }

  /// Of a statistic of values: percentile bootstrap (Efron and Tibshirani, An Introduction to the
  /// Bootstrap, 1993, ch. 13).
  ///
  /// @param values ascending, at least one
  /// @param statistic of ascending values
  static Interval ofStatistic(
      List<Long> values, ToDoubleFunction<long[]> statistic, Random random) {
    double[] of = new double[RESAMPLES];
    long[] drawn = new long[values.size()];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int k = 0; k < drawn.length; k++) {
        drawn[k] = values.get(random.nextInt(values.size()));
      }
      java.util.Arrays.sort(drawn);
      of[i] = statistic.applyAsDouble(drawn);
    }
    java.util.Arrays.sort(of);
    return new Interval(of[(int) (TAIL * RESAMPLES)], of[(int) ((1 - TAIL) * RESAMPLES) - 1]);
  }
}
