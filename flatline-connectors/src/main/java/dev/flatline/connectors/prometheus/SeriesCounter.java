package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.QueryRefusedException;
import dev.flatline.connectors.prometheus.profile.Selector;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts series on the server, to plan by. It looks at the ends of the range: what lives only in
/// between is not counted, and is fetched all the same.
final class SeriesCounter {
  private final PrometheusClient client;
  private final Notes notes;
  private final Set<Long> timesMillis;

  SeriesCounter(PrometheusClient client, Notes notes, PrometheusSettings settings) {
    this.client = client;
    this.notes = notes;
    timesMillis =
        new LinkedHashSet<>(List.of(settings.to().toEpochMilli(), settings.from().toEpochMilli()));
  }

  /// How many series each selector of these queries finds.
  Map<Selector, Long> bySelector(List<Ask> asks) {
    Map<Selector, Long> counts = new HashMap<>();
    for (Ask ask : asks) {
      for (Selector selector : ask.template().selectors()) {
        counts.computeIfAbsent(selector, absent -> single("count(" + absent.promql("") + ")"));
      }
    }
    return counts;
  }

  /// How many series the heaviest of these queries selects.
  static long heaviest(List<Ask> asks, Map<Selector, Long> counts) {
    return asks.stream()
        .mapToLong(
            ask ->
                ask.template().selectors().stream()
                    .mapToLong(selector -> counts.getOrDefault(selector, 0L))
                    .sum())
        .max()
        .orElse(0);
  }

  /// How many groups of series there are by these labels.
  long groups(Selector selector, String by) {
    return single("count(count by (" + by + ") (" + selector.promql("") + "))");
  }

  /// How many series of a group the heaviest of these queries selects, by the value of the label by
  /// which the group can be divided.
  Map<String, Long> weights(List<Ask> asks, SeriesGroup group) {
    Map<Selector, Map<String, Long>> bySelector = new HashMap<>();
    Map<String, Long> heaviest = new HashMap<>();
    for (Ask ask : asks) {
      Map<String, Long> sums = new HashMap<>();
      for (Selector selector : ask.template().selectors()) {
        bySelector
            .computeIfAbsent(selector, absent -> byLabel(absent, group))
            .forEach((value, count) -> sums.merge(value, count, Long::sum));
      }
      sums.forEach((value, sum) -> heaviest.merge(value, sum, Math::max));
    }
    return heaviest;
  }

  private Map<String, Long> byLabel(Selector selector, SeriesGroup group) {
    String label = group.label();
    String promql = "count by (" + label + ") (" + selector.promql(group.matchers()) + ")";
    Map<String, Long> counts = new HashMap<>();
    for (long atMillis : timesMillis) {
      at(promql, atMillis)
          .values()
          .forEach(
              (labels, count) ->
                  counts.merge(labels.getOrDefault(label, ""), count.longValue(), Math::max));
    }
    counts.remove("");
    return counts;
  }

  private long single(String promql) {
    long most = 0;
    for (long atMillis : timesMillis) {
      most = Math.max(most, (long) at(promql, atMillis).single().orElse(0));
    }
    return most;
  }

  /// A server that refuses to count refuses to answer the whole as well; the slices are then halved
  /// until it does not.
  private InstantVector at(String promql, long atMillis) {
    try {
      return notes.noted(client.query(promql, atMillis, InstantVector::new));
    } catch (QueryRefusedException e) {
      notes.add("the server could not count series, so slices begin large: " + e.getMessage());
      return new InstantVector();
    }
  }
}
