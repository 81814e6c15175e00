package dev.flatline.core.numeric;

/// The hypergeometric distribution of small populations: the tail of Fisher's exact test (Fisher,
/// Statistical Methods for Research Workers, 5th ed., 1934, section 21.02).
public final class Hypergeometric {
  /// The largest population: all binomial coefficients up to here are exact in doubles.
  public static final int LARGEST = 56;

  private Hypergeometric() {}

  /// The probability that two sets of so many, drawn at random out of a population, have at least
  /// so many in common. O(common).
  ///
  /// @throws IllegalArgumentException where a set or the population is out of range
  public static double atLeast(int inCommon, int first, int second, int population) {
    if (population > LARGEST
        || Math.min(first, second) < 0
        || Math.max(first, second) > population) {
      throw new IllegalArgumentException(first + " and " + second + " of " + population);
    }
    double ways = 0;
    for (int common = Math.max(0, inCommon); common <= Math.min(first, second); common++) {
      ways += choose(first, common) * choose(population - first, second - common);
    }
    return Math.min(1, ways / choose(population, second));
  }

  /// How many ways there are to choose k of n; 0 where k is out of range.
  private static double choose(int n, int k) {
    if (k < 0 || k > n) {
      return 0;
    }
    double ways = 1;
    for (int i = 1; i <= Math.min(k, n - k); i++) {
      ways = ways * (n - i + 1) / i;
    }
    return ways;
  }
}
