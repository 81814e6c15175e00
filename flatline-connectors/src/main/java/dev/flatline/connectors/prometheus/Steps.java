package dev.flatline.connectors.prometheus;

import java.time.Duration;
import java.util.Optional;

/// How far apart the samples are.
///
/// @param rangeMillis within the range
/// @param historyMillis before it
record Steps(long rangeMillis, long historyMillis) {
  private static final long HISTORY_MILLIS = 300_000;
  private static final long COARSE_MILLIS = 60_000;

  /// Up to here every scrape is read.
  private static final Duration FINE = Duration.ofDays(1);

  /// Up to here a sample a minute is read: 30 in a window of half an hour.
  private static final Duration MIDDLE = Duration.ofDays(14);

  static Steps of(PrometheusSettings settings, ProfileReading reading) {
    long shortest = reading.profile().interval().toMillis();
    long range =
        Math.max(
            shortest,
            settings
                .step()
                .map(Duration::toMillis)
                .orElseGet(() -> defaultMillis(settings, reading.scrapeOrDefaultMillis())));
    return new Steps(range, Math.max(HISTORY_MILLIS, range));
  }

  /// Those of a range in which every scrape is read.
  static Steps everyScrape(ProfileReading reading) {
    long range = Math.max(reading.profile().interval().toMillis(), reading.scrapeOrDefaultMillis());
    return new Steps(range, Math.max(HISTORY_MILLIS, range));
  }

  /// Why the step is what it is.
  String reason(PrometheusSettings settings, ProfileReading reading) {
    if (settings.step().filter(step -> step.toMillis() == rangeMillis).isPresent()) {
      return "as asked for";
    }
    if (rangeMillis == reading.profile().interval().toMillis()) {
      return "the profile's shortest";
    }
    Optional<Long> scrape = reading.scrapeMillis();
    if (scrape.isPresent()) {
      return scrape.get() == rangeMillis
          ? "the scrape interval"
          : "coarser than the scrape interval of " + text(scrape.get()) + " for so long a range";
    }
    return "the scrape interval could not be found out";
  }

  /// A span of time in the shortest words.
  static String text(long millis) {
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static long defaultMillis(PrometheusSettings settings, long scrapeMillis) {
    Duration range = Duration.between(settings.from(), settings.to());
    if (range.compareTo(FINE) <= 0) {
      return scrapeMillis;
    }
    return Math.max(scrapeMillis, range.compareTo(MIDDLE) <= 0 ? COARSE_MILLIS : HISTORY_MILLIS);
  }
}
