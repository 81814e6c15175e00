package dev.flatline.core.numeric;

/// Count, mean and sum of squared deviations of a series, kept in a slice of an array so that many
/// of them cost no objects. One slice is [#WIDTH] doubles: n, origin, offset, M2.
///
/// The mean is `origin + offset` and never formed while updating: the origin is the first value, so
/// series such as 1e9 + ε keep the digits of ε. Updating: Welford, Technometrics 4 (1962), p. 419.
/// Merging: Chan, Golub, LeVeque, The American Statistician 37 (1983), eq. 2.1. Both cost O(1); the
/// relative error of M2 is of the order of n·u·κ, where κ is about 1 after the shift. NaN must not
/// be added. Of an empty slice mean and variance are NaN; of a constant the variance is exactly 0.
public final class Moments {
  /// How many doubles a slice takes.
  public static final int WIDTH = 4;

  private static final int ORIGIN = 1;
  private static final int OFFSET = 2;
  private static final int M2 = 3;

  private Moments() {}

  /// Adds one value.
  public static void add(double[] a, int at, double x) {
    double n = a[at] + 1;
    a[at] = n;
    if (n == 1) {
      a[at + ORIGIN] = x;
      a[at + OFFSET] = 0;
      a[at + M2] = 0;
      return;
    }
    double shifted = x - a[at + ORIGIN];
    double delta = shifted - a[at + OFFSET];
    a[at + OFFSET] += delta / n;
    a[at + M2] += delta * (shifted - a[at + OFFSET]);
  }

  /// Adds all values of another slice to this one.
  public static void merge(double[] a, int at, double[] from, int fromAt) {
    double m = from[fromAt];
    if (m == 0) {
      return;
    }
    double n = a[at];
    if (n == 0) {
      System.arraycopy(from, fromAt, a, at, WIDTH);
      return;
    }
    double delta =
        (from[fromAt + ORIGIN] - a[at + ORIGIN]) + (from[fromAt + OFFSET] - a[at + OFFSET]);
    double total = n + m;
    a[at] = total;
    a[at + OFFSET] += delta * (m / total);
    a[at + M2] += from[fromAt + M2] + delta * delta * (n * m / total);
  }

  /// How many values were added.
  public static double count(double[] a, int at) {
    return a[at];
  }

  /// The arithmetic mean, NaN of nothing.
  public static double mean(double[] a, int at) {
    return a[at] == 0 ? Double.NaN : a[at + ORIGIN] + a[at + OFFSET];
  }

  /// The population variance M2/n, NaN of nothing.
  public static double variance(double[] a, int at) {
    return a[at] == 0 ? Double.NaN : a[at + M2] / a[at];
  }
}
