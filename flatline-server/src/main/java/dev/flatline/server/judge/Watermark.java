package dev.flatline.server.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Which event time all sources that are alive have reached. A source that sends nothing any more
/// holds nobody up.
final class Watermark {
  /// A source that was silent for so long, by the server's clock, is waited for no more: as long as
  /// Prometheus takes a series for present after its last sample.
  static final long SILENT_MILLIS = 5 * 60_000L;

  private final Map<String, Reached> bySource = new HashMap<>();
  private final long latenessMillis;
  private long reachedMillis = Long.MIN_VALUE;

  /// @param latenessMillis how far behind a source's newest sample another may come
  Watermark(long latenessMillis) {
    this.latenessMillis = latenessMillis;
  }

  private record Reached(long eventMillis, long seenMillis) {}

  /// A source has sent something of this event time; more may come that is less than the lateness
  /// older. A clock that is ahead of ours does not carry the others along.
  void see(String source, long eventMillis, long nowMillis) {
    reach(source, Math.min(eventMillis, nowMillis) - latenessMillis, nowMillis);
  }

  /// A source has given everything before this time.
  void reach(String source, long eventMillis, long nowMillis) {
    bySource.merge(
        source,
        new Reached(Math.min(eventMillis, nowMillis), nowMillis),
        (before, now) ->
            new Reached(Math.max(before.eventMillis, now.eventMillis), now.seenMillis));
  }

  /// What nothing older comes than of any source but one; [Long#MAX_VALUE] where there is no other.
  long ofOthers(String source, long nowMillis) {
    return bySource.entrySet().stream()
        .filter(one -> !one.getKey().equals(source))
        .filter(one -> nowMillis - one.getValue().seenMillis <= SILENT_MILLIS)
        .mapToLong(one -> one.getValue().eventMillis)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// What nothing older comes than; empty while nothing came. Never goes back.
  OptionalLong at(long nowMillis) {
    bySource.values().removeIf(source -> nowMillis - source.seenMillis > SILENT_MILLIS);
    bySource.values().stream()
        .mapToLong(Reached::eventMillis)
        .min()
        .ifPresent(slowest -> reachedMillis = Math.max(reachedMillis, slowest));
    return reachedMillis == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(reachedMillis);
  }
}
