package dev.flatline.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalDouble;

/// Reads points in time: epoch seconds (also with a fraction), epoch milliseconds, ISO-8601.
///
/// Seconds and milliseconds are told apart by their size: from 1e11 on a number is milliseconds
/// (1e11 s is the year 5138, 1e11 ms is March 1973). Not safe for use by several threads.
public final class TimestampReader {
  /// What the readers answer for text that is no point in time from 1970 on.
  public static final long UNREADABLE = -1;

  /// The smallest number that is milliseconds.
  public static final long SMALLEST_MILLIS = 100_000_000_000L;

  /// The year 5138 in milliseconds; what is larger is microseconds or worse.
  private static final long LARGEST_MILLIS = SMALLEST_MILLIS * 1000;

  private static final int MAX_DIGITS = 15;
  private static final int SHORTEST_ISO = "2014-02-14T14:30".length();
  private static final int LONGEST_ISO = 48;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' ']")
          .optionalStart()
          .appendLiteral("UTC")
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private boolean assumedUtc;

  /// The epoch milliseconds of the text between two positions, or [#UNREADABLE].
  public long read(char[] text, int from, int to) {
    if (to - from > MAX_DIGITS || to == from) {
      return read(new String(text, from, to - from));
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return read(new String(text, from, to - from));
      }
      number = number * 10 + digit;
    }
    return ofNumber(number);
  }

  /// The epoch milliseconds of the text, or [#UNREADABLE].
  public long read(String text) {
    String time = text.strip();
    boolean iso = time.length() >= SHORTEST_ISO && time.charAt(4) == '-';
    if (iso) {
      return time.length() > LONGEST_ISO ? UNREADABLE : ofIso(time);
    }
    OptionalDouble number = DecimalText.parse(time);
    return number.isPresent() ? ofNumber(number.getAsDouble()) : UNREADABLE;
  }

  /// Epoch milliseconds of a number of seconds or milliseconds, or [#UNREADABLE].
  public static long ofNumber(long number) {
    if (number < 0 || number >= LARGEST_MILLIS) {
      return UNREADABLE;
    }
    return number >= SMALLEST_MILLIS ? number : number * 1000;
  }

  /// Epoch milliseconds of a number of seconds or milliseconds, to the nearest, or [#UNREADABLE].
  public static long ofNumber(double number) {
    if (!(number >= 0 && number < LARGEST_MILLIS)) {
      return UNREADABLE;
    }
    return Math.round(number >= SMALLEST_MILLIS ? number : number * 1000);
  }

  /// Whether a time without a zone was met and taken as UTC.
  public boolean assumedUtc() {
    return assumedUtc;
  }

  private long ofIso(String text) {
    try {
      TemporalAccessor parsed = ISO.parse(text);
      ZoneId zone = parsed.query(TemporalQueries.offset());
      boolean named = zone != null || text.toUpperCase(Locale.ROOT).endsWith("UTC");
      Instant instant =
          LocalDateTime.from(parsed).atZone(zone == null ? ZoneOffset.UTC : zone).toInstant();
      assumedUtc |= !named;
      return instant.isBefore(Instant.EPOCH) ? UNREADABLE : instant.toEpochMilli();
    } catch (DateTimeException notATime) {
      return UNREADABLE;
    }
  }
}
