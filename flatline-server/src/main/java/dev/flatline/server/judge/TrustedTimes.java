package dev.flatline.server.judge;

import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.telemetry.DropReason;
import java.util.Optional;

/// Which event times a live server takes, by its own clock.
public final class TrustedTimes {
  /// Prometheus itself takes samples up to so far ahead of its clock.
  static final long AHEAD_MILLIS = 10 * 60_000L;

  /// Nothing older is remembered of any workload, give or take the day.
  static final long BEHIND_MILLIS = (LevelHistory.DAYS + 1) * LevelHistory.DAY_MILLIS;

  private TrustedTimes() {}

  /// Why a sample of this time is refused; empty where it is taken.
  public static Optional<DropReason> refuse(long atMillis, long nowMillis) {
    if (atMillis - nowMillis > AHEAD_MILLIS) {
      return Optional.of(DropReason.FUTURE);
    }
    return nowMillis - atMillis > BEHIND_MILLIS
        ? Optional.of(DropReason.ANCIENT)
        : Optional.empty();
  }
}
