package dev.flatline.connectors.prometheus.promql;

import java.util.List;
import java.util.function.UnaryOperator;

/// Series by metric and labels.
///
/// @param metric the metric's name, empty where matchers alone tell
/// @param matchers what is demanded of labels
public record SeriesSelector(String metric, List<LabelMatcher> matchers) {
  private static final String NAME_LABEL = "__name__";

  /// Copies the list.
  public SeriesSelector {
    matchers = List.copyOf(matchers);
  }

  /// The selector of a text.
  ///
  /// @throws PromqlException where it is none
  public static SeriesSelector parse(String text) {
    if (PromqlParser.parse(text) instanceof Expression.Newest newest) {
      return newest.selector();
    }
    throw new PromqlException(text, 0, "a selector expected");
  }

  /// Whether a series is among these.
  ///
  /// @param name the metric's name
  /// @param labels the value of a label, empty where there is none
  public boolean matches(String name, UnaryOperator<String> labels) {
    if (!metric.isEmpty() && !metric.equals(name)) {
      return false;
    }
    for (LabelMatcher matcher : matchers) {
      String label = matcher.label();
      if (!matcher.matches(label.equals(NAME_LABEL) ? name : labels.apply(label))) {
        return false;
      }
    }
    return true;
  }

  /// The same of another metric.
  public SeriesSelector of(String newMetric) {
    return new SeriesSelector(newMetric, matchers);
  }
}
