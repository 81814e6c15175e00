package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Labels with values, immutable, without the metric's name. A label that is not there has the
/// empty text as its value, as in Prometheus.
final class LabelSet {
  static final LabelSet NONE = new LabelSet(new String[0]);

  /// Name and value in turn, in the order of names.
  private final String[] pairs;

  private final int hash;

  private LabelSet(String[] pairs) {
    this.pairs = pairs;
    hash = Arrays.hashCode(pairs);
  }

  /// The labels of a map, but for one of them.
  ///
  /// @param pool where texts that are equal are one
  static LabelSet of(Map<String, String> labels, String butFor, LabelPool pool) {
    Map<String, String> sorted = new TreeMap<>();
    labels.forEach((name, value) -> sorted.put(pool.one(name), pool.one(value)));
    sorted.remove(butFor);
    return sorted(sorted);
  }

  private static LabelSet sorted(Map<String, String> sorted) {
    sorted.values().removeIf(String::isEmpty);
    String[] pairs = new String[2 * sorted.size()];
    int next = 0;
    for (Map.Entry<String, String> entry : sorted.entrySet()) {
      pairs[next++] = entry.getKey();
      pairs[next++] = entry.getValue();
    }
    return pairs.length == 0 ? NONE : new LabelSet(pairs);
  }

  String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /// These names only.
  LabelSet only(Set<String> names) {
    return chosen(names, true);
  }

  /// All but these names.
  LabelSet without(Set<String> names) {
    return chosen(names, false);
  }

  /// The same with this value of one label.
  LabelSet with(String name, String value) {
    Map<String, String> sorted = new TreeMap<>(map());
    sorted.put(name, value);
    return sorted(sorted);
  }

  /// The values of labels, in the order of their names here.
  List<String> values(List<String> names) {
    return names.stream().map(this::get).toList();
  }

  Map<String, String> map() {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private LabelSet chosen(Set<String> names, boolean named) {
    String[] chosen = new String[pairs.length];
    int next = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i]) == named) {
        chosen[next++] = pairs[i];
        chosen[next++] = pairs[i + 1];
      }
    }
    if (next == pairs.length) {
      return this;
    }
    return next == 0 ? NONE : new LabelSet(Arrays.copyOf(chosen, next));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSet that && hash == that.hash && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return new TreeMap<>(map()).toString();
  }
}
