package dev.flatline.server.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How long after its time was over each sample was judged: after its event time and the lateness
/// allowed to others of that time, by the server's clock. Samples of the past, such as the history
/// that a source gives at its start, have no lag.
final class JudgeLags {
  /// What is older when it comes is history. Twice as long as a source may be silent while others
  /// wait for it.
  static final long HISTORY_MILLIS = 2 * Watermark.SILENT_MILLIS;

  /// Samples of so long are counted as one: a tenth of the shortest lag that is asked for.
  private static final long GRAIN_MILLIS = 100;

  private final long latenessMillis;
  private final Map<String, Source> bySource = new HashMap<>();

  /// @param latenessMillis how long samples of a time are waited for
  JudgeLags(long latenessMillis) {
    this.latenessMillis = latenessMillis;
  }

  /// What waits of one source, by event time, and the lags of what was judged.
  private static final class Source {
    private final NavigableMap<Long, Long> waiting = new TreeMap<>();
    private final long[] counts = new long[LagCounts.UP_TO_SECONDS.size() + 1];
    private double sumSeconds;
  }

  /// Samples of about the same time were taken in.
  ///
  /// @param atMillis event time of the latest
  void taken(String source, long atMillis, long samples, long nowMillis) {
    if (nowMillis - atMillis <= HISTORY_MILLIS) {
      long grain = Math.floorDiv(atMillis, GRAIN_MILLIS);
      bySource
          .computeIfAbsent(source, unused -> new Source())
          .waiting
          .merge(grain, samples, Long::sum);
    }
  }

  /// All before a time is judged.
  void judgedBefore(long atMillis, long nowMillis) {
    long grains = Math.floorDiv(atMillis, GRAIN_MILLIS);
    for (Source source : bySource.values()) {
      NavigableMap<Long, Long> judged = source.waiting.headMap(grains, false);
      judged.forEach((grain, samples) -> add(source, grain * GRAIN_MILLIS, samples, nowMillis));
      judged.clear();
    }
  }

  private void add(Source source, long atMillis, long samples, long nowMillis) {
    double lagSeconds = Math.max(0, nowMillis - atMillis - latenessMillis) / 1e3;
    int bucket = 0;
    while (bucket < LagCounts.UP_TO_SECONDS.size()
        && lagSeconds > LagCounts.UP_TO_SECONDS.get(bucket)) {
      bucket++;
    }
    source.counts[bucket] += samples;
    source.sumSeconds += samples * lagSeconds;
  }

  /// The lags up to now, by source.
  Map<String, LagCounts> counts() {
    Map<String, LagCounts> counts = new TreeMap<>();
    bySource.forEach(
        (name, source) -> counts.put(name, new LagCounts(list(source.counts), source.sumSeconds)));
    return counts;
  }

  private static List<Long> list(long[] counts) {
    List<Long> list = new ArrayList<>(counts.length);
    for (long count : counts) {
      list.add(count);
    }
    return list;
  }
}
