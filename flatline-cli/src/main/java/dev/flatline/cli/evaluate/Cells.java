package dev.flatline.cli.evaluate;

import dev.flatline.cli.evaluate.Intervals.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Figures as they are shown in tables.
final class Cells {
  /// What is shown where nothing was counted.
  static final String NOTHING = "–";

  private Cells() {}

  static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String percent(double share, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share);
  }

  static String share(int count, int of) {
    return of == 0 ? NOTHING : percent((double) count / of, 1);
  }

  /// The interval of a share.
  static String interval(int count, int of) {
    Interval interval = Intervals.ofProportion(count, of);
    return percent(interval.low(), 1) + " to " + percent(interval.high(), 1);
  }

  /// A quantile of times, milliseconds ascending.
  static String quantile(List<Long> sorted, double p) {
    return sorted.isEmpty() ? NOTHING : duration(quantile(array(sorted), p));
  }

  /// The same with its interval.
  static String quantile(List<Long> sorted, double p, Random random) {
    if (sorted.isEmpty()) {
      return NOTHING;
    }
    Interval interval = Intervals.ofStatistic(sorted, drawn -> quantile(drawn, p), random);
    String between = duration(interval.low()) + " to " + duration(interval.high());
    return quantile(sorted, p) + " (" + between + ")";
  }

  private static double quantile(long[] sorted, double p) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(p * sorted.length) - 1)];
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static String duration(double millis) {
    Duration length = Duration.ofMillis((long) millis);
    return length.toHours() >= 3
        ? String.format(Locale.ROOT, "%.1f h", length.toMinutes() / 60.0)
        : length.toMinutes() + " min";
  }
}
