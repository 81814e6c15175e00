package dev.flatline.server.judge;

import java.time.Instant;

/// What came of one source since the start, at one moment.
///
/// @param samples how many samples
/// @param newestMillis event time of the newest, epoch milliseconds; [Long#MIN_VALUE] where none
/// came
/// @param heardMillis when something came of it, by the server's clock, or it said that there is
///     nothing, also before the start, epoch milliseconds
public record SourceCounts(long samples, long newestMillis, long heardMillis) {
  /// Of a source of which nothing came since the start, and something before it.
  static SourceCounts before(Instant heard) {
    return new SourceCounts(0, Long.MIN_VALUE, heard.toEpochMilli());
  }

  /// With a batch more.
  SourceCounts plus(SourceCounts batch) {
    return new SourceCounts(
        samples + batch.samples,
        Math.max(newestMillis, batch.newestMillis),
        Math.max(heardMillis, batch.heardMillis));
  }

  /// Whether nothing came of it for so long that what it tells of is not watched.
  public boolean isSilentAt(long nowMillis) {
    return isSilent(heardMillis, nowMillis);
  }

  /// Whether what was heard then, and not since, is silent now.
  public static boolean isSilent(long heardMillis, long nowMillis) {
    return nowMillis - heardMillis > Watermark.SILENT_MILLIS;
  }
}
