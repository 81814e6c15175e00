package dev.flatline.connectors.prometheus.profile;

import java.util.function.UnaryOperator;

/// A metric with matchers, for example `up{job="node"}`.
///
/// @param metric the metric's name, or in a template a word of the profile's names
/// @param matchers what stands between the braces, may be empty
public record Selector(String metric, String matchers) {

  /// The selector of a text like `up` or `up{job="node"}`.
  ///
  /// @throws IllegalArgumentException where the text is none
  static Selector parse(String text) {
    String stripped = text.strip();
    int brace = stripped.indexOf('{');
    String metric = brace < 0 ? stripped : stripped.substring(0, brace).strip();
    if (!metric.matches("[a-zA-Z_:][a-zA-Z0-9_:]*") || (brace >= 0 && !stripped.endsWith("}"))) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not of the form metric{label=\"value\"}");
    }
    return new Selector(
        metric, brace < 0 ? "" : stripped.substring(brace + 1, stripped.length() - 1).strip());
  }

  /// The same with another name of the metric.
  Selector renamed(UnaryOperator<String> rename) {
    return new Selector(rename.apply(metric), matchers);
  }

  /// As PromQL, narrowed by more matchers, which may be empty.
  public String promql(String moreMatchers) {
    String comma =
        matchers.isEmpty() || matchers.endsWith(",") || moreMatchers.isEmpty() ? "" : ",";
    return metric + "{" + matchers + comma + moreMatchers + "}";
  }
}
