package dev.flatline.connectors.prometheus.promql;

import java.util.Optional;

/// What a selector demands of one label; a label that a series lacks is an empty text.
///
/// @param label its name
/// @param negated whether the value must not be so
/// @param value the value, or the text of the regular expression
/// @param regex the expression where it is one
record LabelMatcher(String label, boolean negated, String value, Optional<AnchoredRegex> regex) {

  /// Whether the value of the label is as demanded.
  boolean matches(String actual) {
    boolean like = regex.map(r -> r.matches(actual)).orElseGet(() -> value.equals(actual));
    return like != negated;
  }

  /// Whether this demands one value.
  boolean isEquality() {
    return regex.isEmpty() && !negated;
  }
}
