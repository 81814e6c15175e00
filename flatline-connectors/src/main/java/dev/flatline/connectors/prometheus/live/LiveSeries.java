package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;

/// One series that is wanted, with its newest points.
final class LiveSeries {
  private final String metric;
  private final LabelSet labels;
  private final RecentPoints points = new RecentPoints();

  /// Where it is an element, in the order in which it became one, and its number there.
  private SeriesVector[] vectors = {};

  private int[] ids = {};

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

  /// It became an element.
  void join(SeriesVector vector, int id) {
    int count = ids.length;
    vectors = Arrays.copyOf(vectors, count + 1);
    ids = Arrays.copyOf(ids, count + 1);
    vectors[count] = vector;
    ids[count] = id;
  }

  /// It is no element any more.
  void leave() {
    for (int i = 0; i < ids.length; i++) {
      vectors[i].forget(ids[i]);
    }
    vectors = new SeriesVector[0];
    ids = new int[0];
  }

  /// Whether nothing came for so long.
  boolean isSilent(long watermarkMillis, long forMillis) {
    return points.isEmpty()
        ? watermarkMillis - sinceMillis > forMillis
        : (int) watermarkMillis - points.newestTime() > forMillis;
  }
}
