package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.net.BackOff;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How waiting is done; tests wait without time passing.
///
/// @param backOff how often and how long
/// @param random the jitter
/// @param clock what a date in `Retry-After` is compared with
/// @param pause what waits
record Patience(BackOff backOff, RandomGenerator random, Clock clock, Pause pause) {
  /// Waits.
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  static Patience real() {
    return new Patience(
        BackOff.DEFAULT,
        RandomGenerator.getDefault(),
        Clock.systemUTC(),
        duration -> Thread.sleep(duration));
  }
}
