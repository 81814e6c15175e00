package dev.flatline.cli;

import java.math.BigDecimal;

/// The three limits of the published check: it is passed above `mean` (a share of capacity), below
/// `variation` (the coefficient of variation of CPU) and below `correlation` (Pearson's, of CPU and
/// network).
record RulesLimits(double mean, double variation, double correlation) {
  RulesLimits {
    requireBetween("--mean", mean, 0, 1);
    requireBetween("--cv", variation, 0, 10);
    requireBetween("--correlation", correlation, -1, 1);
  }

  // Written so that NaN fails too.
  private static void requireBetween(String option, double value, double low, double high) {
    if (!(value > low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be above %s and at most %s, not %s"
              .formatted(option, plain(low), plain(high), value));
    }
  }

  /// A number in a form that PromQL, JSON and people read alike.
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
