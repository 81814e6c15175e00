package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.QueryRefusedException;
import dev.flatline.connectors.prometheus.profile.Selector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Finds out how often a metric is scraped, from how many samples it has: this works where nobody
/// may see the configuration, and on servers that scrape nothing themselves.
final class ScrapeInterval {
  private static final long WINDOW_MILLIS = 600_000;

  /// Fewer samples in the window say only that the interval is long.
  private static final double FEWEST_SAMPLES = 1.5;

  private static final long LONG_MILLIS = 300_000;

  private static final List<Long> USUAL_MILLIS =
      List.of(
          1_000L, 2_000L, 5_000L, 10_000L, 15_000L, 20_000L, 30_000L, 60_000L, 120_000L, 300_000L);

  private ScrapeInterval() {}

  /// The interval, empty where the metric has no samples before either end of the range.
  static Optional<Long> millis(
      PrometheusClient client, Selector selector, PrometheusSettings settings) {
    String promql = "quantile(0.5, count_over_time(" + selector.promql("") + "[10m]))";
    long middle = settings.from().toEpochMilli() / 2 + settings.to().toEpochMilli() / 2;
    for (long atMillis : List.of(settings.to().toEpochMilli(), middle)) {
      OptionalDouble samples = samples(client, promql, atMillis);
      if (samples.isPresent()) {
        return Optional.of(interval(samples.getAsDouble()));
      }
    }
    return Optional.empty();
  }

  private static OptionalDouble samples(PrometheusClient client, String promql, long atMillis) {
    try {
      return client.query(promql, atMillis, InstantVector::new).value().single();
    } catch (QueryRefusedException e) {
      return OptionalDouble.empty();
    }
  }

  /// The usual interval that is nearest to what so many samples in the window mean, if one is
  /// within a fifth; else whole seconds.
  static long interval(double samples) {
    if (samples < FEWEST_SAMPLES) {
      return LONG_MILLIS;
    }
    double millis = WINDOW_MILLIS / samples;
    for (long usual : USUAL_MILLIS) {
      if (Math.abs(millis - usual) < usual * 0.2) {
        return usual;
      }
    }
    return Math.max(1, Math.round(millis / 1000)) * 1000;
  }
}
