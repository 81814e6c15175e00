package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.profile.Lookup;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profile.Quantity;
import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.connectors.prometheus.profile.Selector;
import dev.flatline.connectors.prometheus.promql.PromqlException;
import dev.flatline.connectors.prometheus.promql.PromqlParser;
import dev.flatline.connectors.prometheus.promql.SeriesSelector;
import dev.flatline.formats.series.NameSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// All series that any query of some profiles may ever read, whatever names it finds, and those
/// that tell that a profile applies or name its workloads.
final class WantedSeries {
  private static final Spans ANY_SPANS = new Spans(1, 1);

  /// Those without a metric are under the empty text.
  private final Map<String, Set<SeriesSelector>> byMetric = new HashMap<>();

  /// @throws SourceException where a query is not understood
  WantedSeries(List<Profile> profiles) {
    profiles.forEach(this::add);
  }

  boolean contains(String metric, UnaryOperator<String> labels) {
    return isAmong(byMetric.getOrDefault(metric, Set.of()), metric, labels)
        || isAmong(byMetric.getOrDefault("", Set.of()), metric, labels);
  }

  /// The names of the metrics of these series.
  NameSet names() {
    return byMetric.containsKey("") ? NameSet.ALL : NameSet.of(byMetric.keySet());
  }

  private static boolean isAmong(
      Set<SeriesSelector> selectors, String metric, UnaryOperator<String> labels) {
    for (SeriesSelector selector : selectors) {
      if (selector.matches(metric, labels)) {
        return true;
      }
    }
    return false;
  }

  private void add(Profile profile) {
    for (Selector selector : profile.detect()) {
      add(parsed(profile, "detect", selector));
    }
    for (Lookup lookup : profile.workload().lookups()) {
      add(parsed(profile, "lookups", lookup.selector()));
    }
    for (Quantity quantity : profile.quantities()) {
      for (QueryTemplate template : quantity.alternatives()) {
        add(profile, quantity, template);
      }
    }
  }

  private void add(Profile profile, Quantity quantity, QueryTemplate template) {
    String by = String.join(", ", profile.workload().by());
    try {
      PromqlParser.parse(template.promql(by, ANY_SPANS, ""))
          .forEachSelector(selector -> addNamed(profile, selector));
    } catch (PromqlException e) {
      throw refused(profile, quantity.target().text(), e);
    }
  }

  private void addNamed(Profile profile, SeriesSelector selector) {
    String metric = selector.metric();
    if (metric.startsWith("$")) {
      profile
          .names()
          .getOrDefault(metric.substring(1), List.of())
          .forEach(name -> add(selector.of(name)));
    } else {
      add(selector);
    }
  }

  private void add(SeriesSelector selector) {
    byMetric.computeIfAbsent(selector.metric(), absent -> new LinkedHashSet<>()).add(selector);
  }

  /// A selector of a profile, as it matches series.
  ///
  /// @throws SourceException where it is not understood
  static SeriesSelector parsed(Profile profile, String where, Selector selector) {
    try {
      return SeriesSelector.parse(selector.promql(""));
    } catch (PromqlException e) {
      throw refused(profile, where, e);
    }
  }

  private static SourceException refused(Profile profile, String where, PromqlException e) {
    return new SourceException(
        SourceException.Reason.SETTINGS,
        "profile " + profile.name() + ", " + where + ": " + e.getMessage(),
        e);
  }
}
