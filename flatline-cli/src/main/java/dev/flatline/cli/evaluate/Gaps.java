package dev.flatline.cli.evaluate;

import dev.flatline.core.feature.FeatureWindow;
import java.util.Map;
import java.util.TreeMap;

/// The times in which a workload was not observed: from one sample of CPU to the next where that is
/// longer than a gap may be.
final class Gaps {
  /// When each begins, and when the first sample after it comes.
  private final TreeMap<Long, Long> gaps = new TreeMap<>();

  private long lastMillis = Long.MIN_VALUE;
  private long intervalMillis = 1;

  /// A sample of CPU. One that is not later than those before it changes nothing.
  void add(long atMillis) {
    if (atMillis <= lastMillis) {
      return;
    }
    boolean first = lastMillis == Long.MIN_VALUE;
    if (!first && atMillis - lastMillis > FeatureWindow.LONGEST_GAP_MILLIS) {
      gaps.put(lastMillis, atMillis);
    } else if (!first) {
      intervalMillis = atMillis - lastMillis;
    }
    lastMillis = atMillis;
  }

  /// How long the newest sample speaks for: what lies between it and the one before or, after a
  /// gap, what lay between samples before the gap.
  long intervalMillis() {
    return intervalMillis;
  }

  /// How much longer it takes than this until a workload has been measured for so long, gaps up to
  /// those that a stretch bridges counted in.
  long blindMillis(long fromMillis, long measuredMillis) {
    long blind = 0;
    for (Map.Entry<Long, Long> gap : gaps.tailMap(fromMillis).entrySet()) {
      long length = gap.getValue() - gap.getKey();
      if (gap.getKey() >= fromMillis + measuredMillis + blind) {
        break;
      }
      blind += length > FeatureWindow.LONGEST_BRIDGE_MILLIS ? length : 0;
    }
    return blind;
  }

  /// This time, or where nothing was observed for longer than a gap may be from then on, when
  /// samples go on: the time of the first of them, which knows nothing yet of what moves in then.
  long observedFrom(long millis) {
    Map.Entry<Long, Long> before = gaps.floorEntry(millis);
    if (before == null) {
      return millis;
    }
    long endMillis = before.getValue();
    return endMillis - millis > FeatureWindow.LONGEST_GAP_MILLIS ? endMillis : millis;
  }
}
