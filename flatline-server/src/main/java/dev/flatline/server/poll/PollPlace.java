package dev.flatline.server.poll;

import dev.flatline.connectors.prometheus.Stretch;
import java.time.Duration;
import java.util.Optional;

/// How far a server was read, and which stretch is the next. What is more than a day behind is read
/// as history, at its coarse step, up to an hour before the end.
final class PollPlace {
  /// A hunt reads every scrape of a range up to so long.
  private static final Duration EVERY_SCRAPE = Duration.ofDays(1);

  /// Twice the usual window: what is judged first is measured finely.
  private static final Duration BEHIND_HISTORY = Duration.ofHours(1);

  private long reachedMillis;
  private long historyToMillis = Long.MIN_VALUE;

  PollPlace(long reachedMillis) {
    this.reachedMillis = reachedMillis;
  }

  long reachedMillis() {
    return reachedMillis;
  }

  /// The next stretch before a time; empty where all up to it was read.
  Optional<Stretch> next(long endMillis) {
    if (reachedMillis >= endMillis) {
      return Optional.empty();
    }
    if (reachedMillis >= historyToMillis && endMillis - reachedMillis > EVERY_SCRAPE.toMillis()) {
      historyToMillis = endMillis - BEHIND_HISTORY.toMillis();
    }
    boolean history = reachedMillis < historyToMillis;
    long toMillis =
        Math.min(
            reachedMillis + Stretch.longest(history).toMillis(),
            history ? historyToMillis : endMillis);
    return Optional.of(new Stretch(reachedMillis, toMillis, history));
  }

  /// A stretch was read.
  void reach(Stretch stretch) {
    reachedMillis = stretch.toMillis();
  }
}
