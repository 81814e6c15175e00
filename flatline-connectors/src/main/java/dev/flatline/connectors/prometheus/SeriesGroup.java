package dev.flatline.connectors.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// A part of the series of a profile, described so that the parts of a whole never overlap and
/// never leave out a series, even one whose labels nobody knew of when the parts were made.
///
/// @param labels the labels by which series may be parted, the coarsest first
/// @param level which of them this part is about
/// @param outer matchers of the labels before it, may be empty
/// @param values the values of the label in this part, empty where it is about all the rest
/// @param excluded values of the label that belong to other parts
record SeriesGroup(
    List<String> labels, int level, String outer, List<String> values, List<String> excluded) {

  /// All series.
  static SeriesGroup all(List<String> labels) {
    return new SeriesGroup(labels, 0, "", List.of(), List.of());
  }

  /// As matchers of PromQL, empty where this is all series.
  String matchers() {
    String own = "";
    if (!values.isEmpty()) {
      own = labels.get(level) + "=~\"" + alternatives(values) + "\"";
    } else if (!excluded.isEmpty()) {
      own = labels.get(level) + "!~\"" + alternatives(excluded) + "\"";
    }
    return outer + (outer.isEmpty() || own.isEmpty() ? "" : ",") + own;
  }

  /// Whether there is a label left to part by.
  boolean isDivisible() {
    return level < labels.size();
  }

  /// The label by which this part can be divided.
  String label() {
    return labels.get(level);
  }

  /// The part with these values of its label.
  SeriesGroup only(List<String> some) {
    return new SeriesGroup(labels, level, outer, some, List.of());
  }

  /// What is left of this part without these values.
  SeriesGroup without(List<String> some) {
    List<String> all = new ArrayList<>(excluded);
    all.addAll(some);
    return new SeriesGroup(labels, level, outer, List.of(), all);
  }

  /// The part with one value, to be parted by the next label.
  SeriesGroup below(String value) {
    String fixed = labels.get(level) + "=\"" + quoted(value) + "\"";
    return new SeriesGroup(
        labels, level + 1, outer.isEmpty() ? fixed : outer + "," + fixed, List.of(), List.of());
  }

  /// Smaller parts that together are this one; none where it cannot be divided.
  ///
  /// @param valuesOf the values that a label has among the series of some matchers
  List<SeriesGroup> divided(BiFunction<String, String, List<String>> valuesOf) {
    if (!isDivisible()) {
      return List.of();
    }
    List<String> known = new ArrayList<>(values);
    if (values.isEmpty()) {
      known.addAll(valuesOf.apply(label(), matchers()));
      known.removeAll(excluded);
    }
    if (known.size() < 2) {
      return known.isEmpty() ? List.of() : dividedBelow(known.getFirst(), valuesOf);
    }
    List<String> first = known.subList(0, known.size() / 2);
    SeriesGroup rest =
        values.isEmpty() ? without(first) : only(known.subList(first.size(), known.size()));
    return List.of(only(first), rest);
  }

  private List<SeriesGroup> dividedBelow(
      String value, BiFunction<String, String, List<String>> valuesOf) {
    List<SeriesGroup> below = below(value).divided(valuesOf);
    if (below.isEmpty() || !values.isEmpty()) {
      return below;
    }
    List<SeriesGroup> parts = new ArrayList<>(below);
    parts.add(without(List.of(value)));
    return parts;
  }

  private static String alternatives(List<String> values) {
    return values.stream()
        .map(SeriesGroup::escaped)
        .map(SeriesGroup::quoted)
        .collect(Collectors.joining("|"));
  }

  /// Without a meaning as a regular expression (RE2).
  private static String escaped(String value) {
    return value.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
  }

  /// For between double quotes of PromQL.
  static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
