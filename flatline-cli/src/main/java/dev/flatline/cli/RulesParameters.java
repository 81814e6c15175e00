package dev.flatline.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What rules and dashboard have in common: names of recorded series carry the window and the rate,
/// so both must be written with the same parameters.
///
/// @param limits when the check is passed
/// @param window over which mean, variation and correlation are taken
/// @param rate how far back the rate of a counter reaches
/// @param hold how long the check must stay passed before the alert fires
record RulesParameters(
    RulesLimits limits,
    PrometheusDuration window,
    PrometheusDuration rate,
    PrometheusDuration hold) {
  /// A rate needs four scrapes to survive a lost one; nobody scrapes more often than every 15 s.
  private static final Duration SHORTEST_RATE = Duration.ofMinutes(1);

  /// Rates overlap, so a window holds only window / rate independent values: with fewer than this
  /// many the correlation of two unrelated series passes 0.2 too often.
  private static final int FEWEST_RATES_IN_WINDOW = 5;

  RulesParameters {
    if (rate.value().compareTo(SHORTEST_RATE) < 0) {
      throw new IllegalArgumentException("--rate must be at least 1m, not " + rate);
    }
    if (window.value().compareTo(rate.value().multipliedBy(FEWEST_RATES_IN_WINDOW)) < 0) {
      throw new IllegalArgumentException(
          "--window must be at least %d times --rate (%s), not %s"
              .formatted(FEWEST_RATES_IN_WINDOW, rate, window));
    }
  }

  /// What fills the holes that are the same for every exporter.
  Map<String, String> holes() {
    return Map.of(
        "mean", RulesLimits.plain(limits.mean()),
        "cv", RulesLimits.plain(limits.variation()),
        "correlation", RulesLimits.plain(limits.correlation()),
        "window", window.toString(),
        "rate", rate.toString(),
        "for", hold.toString(),
        "samples", Long.toString(fewestSamples()));
  }

  /// What fills the holes of one exporter's part.
  Map<String, String> holes(RulesExporter exporter) {
    Map<String, String> values = new HashMap<>(holes());
    values.putAll(exporter.holes());
    return values;
  }

  /// Nine tenths of the minutes in the window: the groups run every minute.
  private long fewestSamples() {
    return window.value().toMinutes() * 9 / 10;
  }
}
