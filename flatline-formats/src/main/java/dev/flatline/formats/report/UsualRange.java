package dev.flatline.formats.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// Where a metric lay before the behaviour began, for eight of ten points.
///
/// @param low the 10th percentile
/// @param high the 90th percentile
record UsualRange(double low, double high) {
  /// With fewer points a percentile is one of the outermost.
  private static final int LEAST_POINTS = 10;

  private static final double OUTSIDE = 0.1;

  /// Of the means of all points before a time; empty where those are too few to tell.
  static Optional<UsualRange> before(
      long millis, FindingSeries series, Function<SeriesPoint, Spread> metric) {
    double[] means =
        series.points().stream()
            .filter(point -> point.atMillis() < millis)
            .map(metric)
            .filter(Spread::isMeasured)
            .mapToDouble(Spread::mean)
            .toArray();
    if (means.length < LEAST_POINTS) {
      return Optional.empty();
    }
    Arrays.sort(means);
    int cut = (int) (OUTSIDE * means.length);
    return Optional.of(new UsualRange(means[cut], means[means.length - 1 - cut]));
  }
}
