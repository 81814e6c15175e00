package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.ScrapeInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out how often points are pushed, from the distances between those of an exporter's
/// series.
final class PushInterval {
  private static final int ENOUGH_DISTANCES = 5;
  private static final int MOST_SERIES = 100;

  private final List<LiveSeries> series = new ArrayList<>();

  void add(LiveSeries one) {
    if (series.size() < MOST_SERIES) {
      series.add(one);
    }
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /// The interval, empty until enough points came.
  ///
  /// @param watermarkMillis up to when all points are there
  Optional<Long> millis(long watermarkMillis) {
    List<Long> distances = new ArrayList<>();
    for (LiveSeries one : series) {
      RecentPoints points = one.points();
      int complete = points.newestAt((int) watermarkMillis);
      for (int i = 1; i <= complete; i++) {
        distances.add((long) (points.time(i) - points.time(i - 1)));
      }
    }
    return distances.size() < ENOUGH_DISTANCES
        ? Optional.empty()
        : ScrapeInterval.ofDistances(distances);
  }

  /// The time of the oldest point.
  ///
  /// @param nearMillis a time within 24 days of it
  long oldestMillis(long nearMillis) {
    long oldest = nearMillis;
    for (LiveSeries one : series) {
      RecentPoints points = one.points();
      if (points.size() > 0) {
        oldest = Math.min(oldest, nearMillis + (points.time(0) - (int) nearMillis));
      }
    }
    return oldest;
  }
}
