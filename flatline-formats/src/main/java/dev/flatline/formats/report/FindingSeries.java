package dev.flatline.formats.report;

import java.util.List;

/// What one workload did over time, thinned out for a plot; [SeriesRecorder] makes it.
///
/// @param points in the order of time; where a metric has none for longer than usual is a gap
public record FindingSeries(List<SeriesPoint> points) {
  /// Nothing to plot.
  public static final FindingSeries NONE = new FindingSeries(List.of());

  /// The most points that a series may have; a screen shows no more.
  public static final int MOST_POINTS = 600;

  /// Copies the points.
  ///
  /// @throws IllegalArgumentException where there are too many, or the time goes back
  public FindingSeries {
    points = List.copyOf(points);
    if (points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(points.size() + " points, at most " + MOST_POINTS);
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).atMillis() <= points.get(i - 1).atMillis()) {
        throw new IllegalArgumentException("time goes back at " + points.get(i).atMillis());
      }
    }
  }

  /// Whether there is nothing to plot.
  public boolean isEmpty() {
    return points.isEmpty();
  }

  long fromMillis() {
    return points.getFirst().atMillis();
  }

  long toMillis() {
    return points.getLast().atMillis();
  }
}
