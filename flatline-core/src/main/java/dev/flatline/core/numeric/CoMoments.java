package dev.flatline.core.numeric;

/// Means, squared deviations and co-deviation of pairs, kept in a slice of an array. One slice is
/// [#WIDTH] doubles: n, then origin, offset, M2 of x, the same of y, then Cxy.
///
/// Updating as in [Moments], for pairs after Pébay, Sandia report SAND2008-6212, eq. 3.12. Pairs in
/// which either side is NaN must not be added.
public final class CoMoments {
  /// How many doubles a slice takes.
  public static final int WIDTH = 8;

  private static final int X_ORIGIN = 1;
  private static final int X_OFFSET = 2;
  private static final int X_M2 = 3;
  private static final int Y_ORIGIN = 4;
  private static final int Y_OFFSET = 5;
  private static final int Y_M2 = 6;
  private static final int CXY = 7;

  private CoMoments() {}

  /// Adds one pair.
  public static void add(double[] a, int at, double x, double y) {
    double n = a[at] + 1;
    a[at] = n;
    if (n == 1) {
      a[at + X_ORIGIN] = x;
      a[at + Y_ORIGIN] = y;
      a[at + X_OFFSET] = 0;
      a[at + Y_OFFSET] = 0;
      a[at + X_M2] = 0;
      a[at + Y_M2] = 0;
      a[at + CXY] = 0;
      return;
    }
    double shiftedX = x - a[at + X_ORIGIN];
    double shiftedY = y - a[at + Y_ORIGIN];
    double deltaX = shiftedX - a[at + X_OFFSET];
    double deltaY = shiftedY - a[at + Y_OFFSET];
    a[at + X_OFFSET] += deltaX / n;
    a[at + Y_OFFSET] += deltaY / n;
    double afterY = shiftedY - a[at + Y_OFFSET];
    a[at + X_M2] += deltaX * (shiftedX - a[at + X_OFFSET]);
    a[at + Y_M2] += deltaY * afterY;
    a[at + CXY] += deltaX * afterY;
  }

  /// How many pairs were added.
  public static double count(double[] a, int at) {
    return a[at];
  }

  /// The mean of y, NaN of nothing.
  public static double meanY(double[] a, int at) {
    return a[at] == 0 ? Double.NaN : a[at + Y_ORIGIN] + a[at + Y_OFFSET];
  }

  /// The share of the mean of x that the line of least squares of x on y lays on y: `slope · ȳ /
  /// x̄`; 1 where x is proportional to y, 0 where it is all intercept. NaN below two pairs, where
  /// y is constant, or where the mean of x is 0.
  public static double shareOfX(double[] a, int at) {
    double meanX = a[at + X_ORIGIN] + a[at + X_OFFSET];
    if (!(a[at] >= 2) || a[at + Y_M2] == 0 || meanX == 0) {
      return Double.NaN;
    }
    return a[at + CXY] / a[at + Y_M2] * meanY(a, at) / meanX;
  }

  /// Pearson's correlation, −1 to 1; NaN below two pairs or where either side is constant.
  public static double correlation(double[] a, int at) {
    double scale = Math.sqrt(a[at + X_M2]) * Math.sqrt(a[at + Y_M2]);
    if (!(a[at] >= 2) || scale == 0) {
      return Double.NaN;
    }
    return Math.max(-1, Math.min(1, a[at + CXY] / scale));
  }
}
