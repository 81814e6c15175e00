package dev.flatline.formats.yaml;

import dev.flatline.formats.text.Suggestion;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The notations of times and words in documents that people write. Each parser throws
/// [IllegalArgumentException] whose message is
/// what would have been allowed. The patterns stand in the
/// JSON Schemas too.
public final class YamlTexts {

  /// What [#duration] takes.
  public static final String DURATION_ADVICE =
      "expected a length of time such as 90s, 45m, 3h, 1d12h or 2w";

  /// What [#instant] takes.
  public static final String INSTANT_ADVICE =
      "expected a moment with its offset such as 2026-01-31T18:00:00Z";

  /// What [#expiry] takes.
  public static final String EXPIRY_ADVICE =
      "expected a date such as 2026-12-31 or a moment with its offset such as 2026-12-31T18:00:00Z";

  /// What [#prose] takes.
  public static final String PROSE_ADVICE = "expected a text, in quotes";

  /// What [#zone] takes.
  public static final String ZONE_ADVICE = "expected an IANA time zone such as Europe/Berlin";

  /// How a length of time is written.
  public static final Pattern DURATION =
      Pattern.compile(
          "^(?=[0-9])([0-9]{1,4}w)?([0-9]{1,5}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$");

  /// How a date is written.
  public static final Pattern DATE = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");

  /// How a moment is written.
  public static final Pattern INSTANT =
      Pattern.compile(
          "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$");

  private static final int MAX_LENGTH = 500;
  private static final int DAYS_PER_WEEK = 7;
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private YamlTexts() {}

  /// A length of time.
  public static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(DURATION_ADVICE);
    }
    return Duration.ofDays(amount(matcher, 1) * DAYS_PER_WEEK)
        .plusDays(amount(matcher, 2))
        .plusHours(amount(matcher, 3))
        .plusMinutes(amount(matcher, 4))
        .plusSeconds(amount(matcher, 5));
  }

  /// A length of time between two, both allowed.
  ///
  /// @param advice what would have been allowed
  public static Duration duration(String text, Duration least, Duration most, String advice) {
    Duration length = duration(text);
    if (length.compareTo(least) < 0 || length.compareTo(most) > 0) {
      throw new IllegalArgumentException(advice);
    }
    return length;
  }

  private static long amount(Matcher matcher, int group) {
    String written = matcher.group(group);
    return written == null ? 0 : Long.parseLong(written, 0, written.length() - 1, 10);
  }

  /// A moment.
  public static Instant instant(String text) {
    if (!INSTANT.matcher(text).matches()) {
      throw new IllegalArgumentException(INSTANT_ADVICE);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException impossible) {
      throw new IllegalArgumentException(INSTANT_ADVICE + ", one that exists", impossible);
    }
  }

  /// The first moment after a date, or a moment as it stands.
  public static Instant expiry(String text, ZoneId zone) {
    if (!DATE.matcher(text).matches()) {
      return expiryMoment(text);
    }
    try {
      return LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant();
    } catch (DateTimeException impossible) {
      throw new IllegalArgumentException(EXPIRY_ADVICE + ", one that exists", impossible);
    }
  }

  private static Instant expiryMoment(String text) {
    if (!INSTANT.matcher(text).matches()) {
      throw new IllegalArgumentException(EXPIRY_ADVICE);
    }
    return instant(text);
  }

  /// A time zone.
  public static ZoneId zone(String text) {
    if (!ZONES.contains(text)) {
      throw new IllegalArgumentException(ZONE_ADVICE + Suggestion.hint(text, ZONES));
    }
    return ZoneId.of(text);
  }

  /// A text for people to read.
  public static String prose(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected words that tell the next reader something");
    }
    return withinLength(text, MAX_LENGTH).strip();
  }

  /// The text itself, where it has no more code points than this.
  public static String withinLength(String text, int most) {
    if (text.codePointCount(0, text.length()) > most) {
      throw new IllegalArgumentException("expected at most " + most + " characters");
    }
    return text;
  }
}
