package dev.flatline.connectors.prometheus;

import java.time.Duration;

/// A stretch of time of which a server is asked, behind the one before it.
///
/// @param afterMillis what comes after this time is asked for, epoch milliseconds
/// @param toMillis up to this time, itself among it
/// @param isHistory whether it is only to learn each workload's own past from: then samples are
///     five minutes apart
public record Stretch(long afterMillis, long toMillis, boolean isHistory) {
  /// So much is asked for at once at most: of history 288 samples of a workload, at a scrape every
  /// 15 s 240.
  public static Duration longest(boolean isHistory) {
    return isHistory ? Duration.ofDays(1) : Duration.ofHours(1);
  }
}
