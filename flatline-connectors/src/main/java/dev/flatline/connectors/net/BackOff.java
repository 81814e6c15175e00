package dev.flatline.connectors.net;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How often and after how long a request is tried again: exponentially longer waits with full
/// jitter, so that many clients do not come back together.
///
/// @param attempts how many times in all
/// @param first the longest wait before the second attempt
/// @param longest the longest wait of all, and the longest `Retry-After` that is obeyed
public record BackOff(int attempts, Duration first, Duration longest) {
  /// That of a client whose user waits.
  public static final BackOff DEFAULT =
      new BackOff(5, Duration.ofMillis(500), Duration.ofSeconds(60));

  /// The wait after so many failed attempts: random, at least half of what it may be at most.
  public Duration waitAfter(int failed, RandomGenerator random) {
    long mostMillis =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, Integer.SIZE - 2));
    return Duration.ofMillis(mostMillis / 2 + random.nextLong(mostMillis / 2 + 1));
  }

  /// What the server asks for in `Retry-After`, in seconds or as a date; empty where it does not.
  public static Optional<Duration> retryAfter(HttpHeaders headers, Clock clock) {
    return headers.firstValue("Retry-After").flatMap(value -> parsed(value.strip(), clock));
  }

  private static Optional<Duration> parsed(String value, Clock clock) {
    try {
      if (value.matches("[0-9]{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      Duration wait = Duration.between(clock.instant(), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
