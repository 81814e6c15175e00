package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.QueryRefusedException;
import dev.flatline.connectors.prometheus.profile.Selector;
import dev.flatline.formats.prometheus.SeriesVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds out how often a metric is scraped, from the times of the raw samples of one of its series:
/// this works where nobody may see the configuration, and on servers that scrape nothing
/// themselves.
public final class ScrapeInterval {
  private static final List<Long> USUAL_MILLIS =
      List.of(
          1_000L, 2_000L, 5_000L, 10_000L, 15_000L, 20_000L, 30_000L, 60_000L, 120_000L, 300_000L);

  private ScrapeInterval() {}

  /// The interval, empty where no series has two samples within half an hour before the end of the
  /// range or its middle.
  static Optional<Long> millis(
      PrometheusClient client, Selector selector, PrometheusSettings settings) {
    long middle = settings.from().toEpochMilli() / 2 + settings.to().toEpochMilli() / 2;
    for (long atMillis : List.of(settings.to().toEpochMilli(), middle)) {
      Optional<Long> interval = millis(client, selector, atMillis);
      if (interval.isPresent()) {
        return interval;
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> millis(PrometheusClient client, Selector selector, long atMillis) {
    try {
      InstantVector one =
          client
              .query("topk(1, " + selector.promql("") + ")", atMillis, InstantVector::new)
              .value();
      if (one.values().isEmpty()) {
        return Optional.empty();
      }
      Selector series =
          new Selector(selector.metric(), matchers(one.values().keySet().iterator().next()));
      Times times = client.query(series.promql("") + "[30m]", atMillis, Times::new).value();
      return interval(times.millis);
    } catch (QueryRefusedException e) {
      return Optional.empty();
    }
  }

  private static String matchers(Map<String, String> labels) {
    return labels.entrySet().stream()
        .filter(label -> label.getKey().matches("[a-zA-Z][a-zA-Z0-9_]*"))
        .map(label -> label.getKey() + "=\"" + SeriesGroup.quoted(label.getValue()) + "\"")
        .collect(Collectors.joining(","));
  }

  /// The median distance, as the usual interval nearby where there is one, else in whole seconds.
  static Optional<Long> interval(List<Long> timesMillis) {
    if (timesMillis.size() < 2) {
      return Optional.empty();
    }
    List<Long> distances = new ArrayList<>();
    for (int i = 1; i < timesMillis.size(); i++) {
      distances.add(timesMillis.get(i) - timesMillis.get(i - 1));
    }
    return ofDistances(distances);
  }

  /// The interval of the distances between points, empty where there are none.
  public static Optional<Long> ofDistances(List<Long> distances) {
    if (distances.isEmpty()) {
      return Optional.empty();
    }
    long median = distances.stream().sorted().skip(distances.size() / 2).findFirst().orElse(0L);
    for (long usual : USUAL_MILLIS) {
      if (Math.abs(median - usual) * 5 < usual) {
        return Optional.of(usual);
      }
    }
    return Optional.of(Math.max(1, Math.round(median / 1000.0)) * 1000);
  }

  /// The times of raw samples.
  private static final class Times implements SeriesVisitor {
    private final List<Long> millis = new ArrayList<>();

    @Override
    public void series(Map<String, String> labels) {
      millis.clear();
    }

    @Override
    public void point(long atMillis, double value) {
      millis.add(atMillis);
    }
  }
}
