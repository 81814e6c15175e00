package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.List;

/// One series that is wanted, with its newest points.
final class LiveSeries {
  private final String metric;
  private final LabelSet labels;
  private final RecentPoints points = new RecentPoints();

  /// Where it is an element, in the order in which it became one.
  private final List<SeriesVector> vectors = new ArrayList<>(2);

  private final long sinceMillis;

  /// @param sinceMillis the watermark when it came
  LiveSeries(String metric, LabelSet labels, long sinceMillis) {
    this.metric = metric;
    this.labels = labels;
    this.sinceMillis = sinceMillis;
  }

  String metric() {
    return metric;
  }

  LabelSet labels() {
    return labels;
  }

  RecentPoints points() {
    return points;
  }

  List<SeriesVector> vectors() {
    return vectors;
  }

  /// Whether nothing came for so long.
  boolean isSilent(long watermarkMillis, long forMillis) {
    return points.isEmpty()
        ? watermarkMillis - sinceMillis > forMillis
        : (int) watermarkMillis - points.newestTime() > forMillis;
  }
}
