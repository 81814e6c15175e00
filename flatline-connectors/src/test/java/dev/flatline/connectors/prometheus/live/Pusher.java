package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/// Pushes series as senders do: up to a minute late and out of order.
final class Pusher {
  static final long LATENESS_MILLIS = 60_000;

  private Pusher() {}

  /// A point and when it comes.
  record Push(PushedSeries.One one, PushedSeries.Point point, long dueMillis) {}

  /// The points of some series in the order in which they come, the same every time.
  static List<Push> pushes(List<PushedSeries.One> series) {
    Random random = new Random(1);
    List<Push> pushes = new ArrayList<>();
    for (PushedSeries.One one : series) {
      for (PushedSeries.Point point : one.points()) {
        pushes.add(new Push(one, point, point.atMillis() + random.nextLong(LATENESS_MILLIS)));
      }
    }
    pushes.sort(Comparator.comparingLong(Push::dueMillis));
    return pushes;
  }

  /// Pushes all, with the watermark a minute behind, and finishes.
  static void push(PushedSeries series, LiveSource source, long toMillis) {
    Map<Map<String, String>, OptionalInt> handles = new HashMap<>();
    long advanced = Long.MIN_VALUE;
    for (Push push : pushes(series.all())) {
      if (push.dueMillis - advanced >= 1_000 || advanced == Long.MIN_VALUE) {
        advanced = push.dueMillis;
        source.advanceTo(push.dueMillis - LATENESS_MILLIS);
      }
      handles
          .computeIfAbsent(push.one.labels(), source::series)
          .ifPresent(handle -> source.point(handle, push.point.atMillis(), push.point.value()));
    }
    source.advanceTo(toMillis);
    source.finish();
  }
}
