package dev.flatline.formats.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times in UTC and durations, written for people.
public final class TimeText {
  private static final DateTimeFormatter MINUTE = pattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = pattern("uuuu-MM-dd HH:mm:ss");

  private TimeText() {}

  /// To the minute, in UTC: `2026-11-21 19:21`.
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /// To the second, in UTC: `2026-11-21 19:21:05`.
  public static String second(Instant time) {
    return SECOND.format(time);
  }

  /// A formatter of this pattern for UTC in English, whatever the machine's time zone and language.
  public static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /// Its two largest units: `44 min`, `2 h 10 min`, `3 d 4 h`; below a minute `12 s`, below a
  /// second `350 ms`. A negative duration carries a minus sign.
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    if (duration.toDays() > 0) {
      return two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    if (duration.toHours() > 0) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    if (duration.toMinutes() > 0) {
      return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    return duration.toSeconds() > 0 || duration.isZero()
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    String first = large + " " + largeUnit;
    return small == 0 ? first : first + " " + small + " " + smallUnit;
  }
}
