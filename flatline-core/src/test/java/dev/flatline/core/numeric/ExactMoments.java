package dev.flatline.core.numeric;

import java.math.BigDecimal;
import java.math.MathContext;

/// Moments by exact decimal arithmetic, rounded to 60 digits only where they are divided or rooted:
/// what the one-pass sums are compared with.
public final class ExactMoments {
  private static final MathContext DIGITS = new MathContext(60);

  private ExactMoments() {}

  /// The mean, NaN of nothing.
  public static double mean(double[] x) {
    return x.length == 0 ? Double.NaN : exactMean(x).doubleValue();
  }

  /// The population variance, NaN of nothing.
  public static double variance(double[] x) {
    return x.length == 0
        ? Double.NaN
        : coDeviation(x, x).divide(BigDecimal.valueOf(x.length), DIGITS).doubleValue();
  }

  /// The population standard deviation, NaN of nothing.
  public static double deviation(double[] x) {
    return x.length == 0
        ? Double.NaN
        : coDeviation(x, x).divide(BigDecimal.valueOf(x.length), DIGITS).sqrt(DIGITS).doubleValue();
  }

  /// Pearson's correlation, NaN below two pairs or where either side is constant.
  public static double correlation(double[] x, double[] y) {
    if (x.length < 2) {
      return Double.NaN;
    }
    BigDecimal product = coDeviation(x, x).multiply(coDeviation(y, y));
    return product.signum() == 0
        ? Double.NaN
        : coDeviation(x, y).divide(product.sqrt(DIGITS), DIGITS).doubleValue();
  }

  /// Σxy − ΣxΣy/n: hopeless in doubles, exact here.
  private static BigDecimal coDeviation(double[] x, double[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
    }
    return sum.multiply(BigDecimal.valueOf(x.length))
        .subtract(sum(x).multiply(sum(y)))
        .divide(BigDecimal.valueOf(x.length), DIGITS);
  }

  private static BigDecimal exactMean(double[] x) {
    return sum(x).divide(BigDecimal.valueOf(x.length), DIGITS);
  }

  private static BigDecimal sum(double[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : x) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum;
  }
}
