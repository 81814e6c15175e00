package dev.flatline.connectors.prometheus.promql;

import java.util.List;

/// Which elements of the left side of an operator belong to which of the right.
///
/// @param on whether the labels are those that must agree; else those that need not
/// @param labels the labels
/// @param grouping whether several elements of one side may belong to one of the other
/// @param include labels that the many take over from the one
public record Matching(boolean on, List<String> labels, Grouping grouping, List<String> include) {
  /// All labels must agree.
  static final Matching ALL = new Matching(false, List.of(), Grouping.NONE, List.of());

  /// Copies the lists.
  public Matching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /// On which side there may be several.
  public enum Grouping {
    /// One to one.
    NONE,
    /// `group_left`: the left has the many.
    LEFT,
    /// `group_right`: the right has the many.
    RIGHT
  }
}
