package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Expression;
import dev.flatline.connectors.prometheus.promql.RangeFunction;
import dev.flatline.connectors.prometheus.promql.SeriesSelector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value of each series of a selector: the newest, or one of its points within a range.
final class SeriesVector extends LiveVector {
  /// How old the newest value may be (Prometheus's `--query.lookback-delta`).
  static final int LOOKBACK_MILLIS = 300_000;

  private final SeriesSelector selector;
  private final @Nullable RangeFunction function;
  private final int rangeMillis;
  private final RangeValue range = new RangeValue();
  private final IdPool ids = new IdPool();
  private @Nullable RecentPoints[] points = new RecentPoints[16];

  SeriesVector(Expression.Newest newest) {
    selector = newest.selector();
    function = null;
    rangeMillis = LOOKBACK_MILLIS;
  }

  SeriesVector(Expression.OverRange overRange) {
    selector = overRange.selector();
    function = overRange.function();
    rangeMillis = Math.toIntExact(overRange.rangeMillis());
  }

  SeriesSelector selector() {
    return selector;
  }

  /// How old a point may be that still counts.
  int lookBackMillis() {
    return rangeMillis;
  }

  /// How far back all points are needed; where the newest alone counts, none but it.
  private int keepMillis() {
    return function == null || function == RangeFunction.LAST_OVER_TIME ? 0 : rangeMillis;
  }

  /// Takes a series in if the selector matches.
  void offer(LiveSeries series) {
    if (!selector.matches(series.metric(), series.labels()::get)) {
      return;
    }
    int id = ids.take();
    if (id >= points.length) {
      points = Arrays.copyOf(points, 2 * id);
    }
    points[id] = series.points();
    series.join(this, id);
    series.points().keepAtLeast(keepMillis());
    add(id, series.labels());
  }

  /// The series of a number is gone.
  void forget(int id) {
    remove(id);
    points[id] = null;
    ids.free(id);
  }

  @Override
  List<LiveVector> parts() {
    return List.of();
  }

  @Override
  void evaluate(int time) {
    double[] values = values();
    boolean[] present = present();
    for (int id = 0; id < size(); id++) {
      RecentPoints recent = points[id];
      if (recent == null) {
        present[id] = false;
      } else if (function == null) {
        int newest = recent.newestAt(time);
        present[id] =
            newest >= 0
                && recent.time(newest) - (time - LOOKBACK_MILLIS) >= 0
                && !recent.isStale(newest);
        values[id] = present[id] ? recent.value(newest) : 0;
      } else {
        range.evaluate(function, recent, time, rangeMillis);
        present[id] = range.isPresent();
        values[id] = range.value();
      }
    }
  }
}
