package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.RangeFunction;

/// One value of a series' points within a range, both ends included, as Prometheus 2 makes it.
/// Markers of a series' end are no points. Where there is no value, [#isPresent] says so, as NaN
/// is one. Costs one pass over the points, allocates nothing.
final class RangeValue {
  /// Beyond 1.1 times the mean distance to the range's end a counter is taken to have begun or
  /// ended half a distance before (promql/functions.go, extrapolatedRate).
  private static final double NEAR = 1.1;

  private boolean present;
  private double value;
  private int points;
  private int firstTime;
  private int lastTime;
  private int lastButOneTime;
  private double first;
  private double last;
  private double lastButOne;
  private double resets;

  boolean isPresent() {
    return present;
  }

  double value() {
    return value;
  }

  /// Evaluates a function.
  ///
  /// @param at the end of the range, the lower half of epoch milliseconds
  void evaluate(RangeFunction function, RecentPoints recent, int at, int rangeMillis) {
    present = false;
    int to = recent.newestAt(at);
    int from = at - rangeMillis;
    if (to < 0 || recent.time(to) - from < 0) {
      return;
    }
    switch (function) {
      case LAST_OVER_TIME -> newest(recent, to, from);
      case AVG_OVER_TIME -> mean(recent, to, from);
      case MAX_OVER_TIME -> extreme(recent, to, from, true);
      case MIN_OVER_TIME -> extreme(recent, to, from, false);
      case IRATE -> {
        sum(recent, to, from);
        immediate();
      }
      case RATE -> {
        sum(recent, to, from);
        increase(at, rangeMillis);
        value /= rangeMillis / 1000.0;
      }
      case INCREASE -> {
        sum(recent, to, from);
        increase(at, rangeMillis);
      }
    }
  }

  private void is(double newValue) {
    value = newValue;
    present = true;
  }

  private void newest(RecentPoints recent, int to, int from) {
    for (int i = to; i >= 0 && recent.time(i) - from >= 0; i--) {
      if (!recent.isStale(i)) {
        is(recent.value(i));
        return;
      }
    }
  }

  /// Neumaier's compensated sum (ZAMM 54, 1974).
  private void mean(RecentPoints recent, int to, int from) {
    double sum = 0;
    double lost = 0;
    int count = 0;
    for (int i = recent.oldestFrom(from, to); i <= to; i++) {
      double next = recent.value(i);
      if (RecentPoints.isStale(next)) {
        continue;
      }
      double more = sum + next;
      lost += Math.abs(sum) >= Math.abs(next) ? (sum - more) + next : (next - more) + sum;
      sum = more;
      count++;
    }
    if (count > 0) {
      is((Double.isInfinite(sum) ? sum : sum + lost) / count);
    }
  }

  /// NaN counts only where there is nothing else.
  private void extreme(RecentPoints recent, int to, int from, boolean largest) {
    for (int i = recent.oldestFrom(from, to); i <= to; i++) {
      double next = recent.value(i);
      if (RecentPoints.isStale(next)) {
        continue;
      }
      if (!present || Double.isNaN(value) || (largest ? next > value : next < value)) {
        is(next);
      }
    }
  }

  /// Goes through the points once.
  private void sum(RecentPoints recent, int to, int from) {
    points = 0;
    resets = 0;
    for (int i = recent.oldestFrom(from, to); i <= to; i++) {
      double next = recent.value(i);
      if (RecentPoints.isStale(next)) {
        continue;
      }
      if (points == 0) {
        first = next;
        firstTime = recent.time(i);
      } else if (next < last) {
        resets += last;
      }
      lastButOne = last;
      lastButOneTime = lastTime;
      last = next;
      lastTime = recent.time(i);
      points++;
    }
  }

  private void immediate() {
    if (points < 2) {
      return;
    }
    double increase = last < lastButOne ? last : last - lastButOne;
    is(increase / ((lastTime - lastButOneTime) / 1000.0));
  }

  private void increase(int at, int rangeMillis) {
    if (points < 2) {
      return;
    }
    double increase = last - first + resets;
    double sampled = (lastTime - firstTime) / 1000.0;
    double distance = sampled / (points - 1);
    double toStart = (firstTime - (at - rangeMillis)) / 1000.0;
    double toEnd = (at - lastTime) / 1000.0;
    if (increase > 0 && first >= 0) {
      toStart = Math.min(toStart, sampled * (first / increase));
    }
    double covered =
        sampled
            + (toStart < distance * NEAR ? toStart : distance / 2)
            + (toEnd < distance * NEAR ? toEnd : distance / 2);
    is(increase * (covered / sampled));
  }
}
