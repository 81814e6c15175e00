package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.profile.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What to read from a server.
///
/// @param profile a profile's name, the path of a profile's file, or `auto`
/// @param from the beginning of the range that is hunted through
/// @param to its end
/// @param step from one sample to the next; where it is empty, the scrape interval, coarser for
///     ranges longer than a day
/// @param history how much earlier data to read for the baseline, zero for none
public record PrometheusSettings(
    String profile, Instant from, Instant to, Optional<Duration> step, Duration history) {
  /// As much as a workload's own past is kept.
  public static final Duration LONGEST_HISTORY = Duration.ofDays(30);

  /// Nobody scrapes more often.
  public static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

  /// Checks that the settings do not contradict each other.
  ///
  /// @throws SourceException saying which does
  public PrometheusSettings {
    require(from.isBefore(to), "the range from " + from + " to " + to + " is empty");
    require(!from.isBefore(Instant.EPOCH), "a range from before 1970");
    require(
        step.isEmpty() || step.get().compareTo(SHORTEST_STEP) >= 0,
        "a step of less than " + SHORTEST_STEP.toSeconds() + " s");
    require(
        !history.isNegative() && history.compareTo(LONGEST_HISTORY) <= 0,
        "a history of more than " + LONGEST_HISTORY.toDays() + " d, or less than none");
  }

  /// A range with all that the server has before it, by whatever profiles apply.
  public static PrometheusSettings of(Instant from, Instant to) {
    return new PrometheusSettings(Profiles.AUTO, from, to, Optional.empty(), LONGEST_HISTORY);
  }

  /// The same by this profile.
  public PrometheusSettings withProfile(String newProfile) {
    return new PrometheusSettings(newProfile, from, to, step, history);
  }

  /// The same with this step.
  public PrometheusSettings withStep(Duration newStep) {
    return new PrometheusSettings(profile, from, to, Optional.of(newStep), history);
  }

  /// The same with this much history.
  public PrometheusSettings withHistory(Duration newHistory) {
    return new PrometheusSettings(profile, from, to, step, newHistory);
  }

  /// Where the history begins, epoch milliseconds; servers know of no time before 1970.
  long historyFromMillis() {
    return Math.max(0, from.minus(history).toEpochMilli());
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new SourceException(SourceException.Reason.SETTINGS, problem);
    }
  }
}
