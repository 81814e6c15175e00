package dev.flatline.connectors.prometheus.promql;

import java.util.List;
import java.util.function.Consumer;

/// A query. Two that are equal have the same values.
public sealed interface Expression {

  /// A constant: whatever has no series in it is reckoned when it is parsed.
  record Constant(double value) implements Expression {}

  /// The newest value of each series.
  record Newest(SeriesSelector selector) implements Expression {}

  /// One value of each series' points within a range.
  record OverRange(RangeFunction function, SeriesSelector selector, long rangeMillis)
      implements Expression {}

  /// Values held to a bound.
  ///
  /// @param lower whether it is the least that a value may be, else the most
  record Clamp(Expression vector, boolean lower, double bound) implements Expression {}

  /// One label written anew from another.
  ///
  /// @param target the label that is written
  /// @param replacement what is written, with `$1` for what a group matched
  /// @param source the label that is read
  record LabelReplace(
      Expression vector, String target, String replacement, String source, AnchoredRegex regex)
      implements Expression {}

  /// One value of each group.
  ///
  /// @param without whether the labels are those that do not tell groups apart
  record Aggregate(Aggregation function, boolean without, List<String> labels, Expression vector)
      implements Expression {

    /// Copies the list.
    public Aggregate {
      labels = List.copyOf(labels);
    }
  }

  /// An operator between two expressions of which at least one is no number.
  record Binary(Operator operator, Expression left, Expression right, Matching matching)
      implements Expression {}

  /// Calls back for each selector in the query.
  default void forEachSelector(Consumer<SeriesSelector> action) {
    switch (this) {
      case Constant constant -> {}
      case Newest newest -> action.accept(newest.selector);
      case OverRange range -> action.accept(range.selector);
      case Clamp clamp -> clamp.vector.forEachSelector(action);
      case LabelReplace replace -> replace.vector.forEachSelector(action);
      case Aggregate aggregate -> aggregate.vector.forEachSelector(action);
      case Binary binary -> {
        binary.left.forEachSelector(action);
        binary.right.forEachSelector(action);
      }
    }
  }
}
