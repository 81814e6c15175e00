package dev.flatline.core.numeric;

/// Exact quantiles of a few values.
public final class Quantiles {
  private Quantiles() {}

  /// The quantile of a sorted series, with linear interpolation between neighbours: definition 7 of
  /// Hyndman and Fan, The American Statistician 50 (1996), p. 361, as in `quantile_over_time`.
  ///
  /// @param sorted ascending, without NaN
  /// @param count how many of them to use, from the start
  /// @param p 0 to 1
  /// @return NaN where the count is 0
  public static double ofSorted(double[] sorted, int count, double p) {
    if (count == 0) {
      return Double.NaN;
    }
    double rank = p * (count - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
