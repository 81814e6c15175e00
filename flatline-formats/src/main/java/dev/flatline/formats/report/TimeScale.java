package dev.flatline.formats.report;

import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The horizontal axis of a plot over time, UTC.
///
/// @param fromMillis at its left end
/// @param toMillis at its right end
record TimeScale(long fromMillis, long toMillis) {
  private static final int MOST_TICKS = 6;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(28),
          Duration.ofDays(91),
          Duration.ofDays(364));
  private static final DateTimeFormatter SECONDS = TimeText.pattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = TimeText.pattern("HH:mm");
  private static final DateTimeFormatter DAYS = TimeText.pattern("d MMM");
  private static final DateTimeFormatter DAY_AND_MINUTES = TimeText.pattern("d MMM HH:mm");

  /// A round time on the axis.
  ///
  /// @param share where, 0 to 1
  /// @param label what is written there
  record Tick(double share, String label) {}

  /// Where a time stands, 0 at the left end and 1 at the right; outside of it beyond. In the middle
  /// where the axis has no length.
  double share(long atMillis) {
    return toMillis == fromMillis
        ? 0.5
        : (double) (atMillis - fromMillis) / (toMillis - fromMillis);
  }

  double share(Instant at) {
    return share(at.toEpochMilli());
  }

  /// A time as the labels of this axis need it: with its day where the axis crosses one.
  String label(Instant at) {
    boolean oneDay = Math.floorDiv(fromMillis, DAY_MILLIS) == Math.floorDiv(toMillis, DAY_MILLIS);
    return (oneDay ? MINUTES : DAY_AND_MINUTES).format(at);
  }

  List<Tick> ticks() {
    long stepMillis = stepMillis();
    List<Tick> ticks = new ArrayList<>();
    long first = Math.ceilDiv(fromMillis, stepMillis) * stepMillis;
    for (long at = first; at <= toMillis; at += stepMillis) {
      ticks.add(new Tick(share(at), tickLabel(at, stepMillis)));
    }
    return ticks;
  }

  private long stepMillis() {
    long spanMillis = toMillis - fromMillis;
    for (Duration step : STEPS) {
      if (spanMillis / step.toMillis() < MOST_TICKS) {
        return step.toMillis();
      }
    }
    long last = STEPS.getLast().toMillis();
    return last * (spanMillis / last / MOST_TICKS + 1);
  }

  private static String tickLabel(long atMillis, long stepMillis) {
    Instant at = Instant.ofEpochMilli(atMillis);
    if (atMillis % DAY_MILLIS == 0) {
      return DAYS.format(at);
    }
    return (stepMillis < Duration.ofMinutes(1).toMillis() ? SECONDS : MINUTES).format(at);
  }
}
