package dev.flatline.formats.explain;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of one piece of evidence by name. Who reads one tells it; what nobody has told is
/// left for a list.
final class EvidenceValues {
  private final Map<String, NamedValue> untold = new LinkedHashMap<>();
  private final Map<String, Double> byName = new LinkedHashMap<>();

  EvidenceValues(Evidence evidence) {
    for (NamedValue value : evidence.values()) {
      untold.put(value.name(), value);
      byName.put(value.name(), value.value());
    }
  }

  /// Whether all of them are known.
  boolean has(String... names) {
    for (String name : names) {
      if (Double.isNaN(byName.getOrDefault(name, Double.NaN))) {
        return false;
      }
    }
    return true;
  }

  boolean has(Feature feature) {
    return has(feature.featureName());
  }

  /// The value, which is told with that; NaN where it is not known.
  double get(String name) {
    untold.remove(name);
    return byName.getOrDefault(name, Double.NaN);
  }

  double get(Feature feature) {
    return get(feature.featureName());
  }

  /// Those that nobody asked for.
  List<NamedValue> untold() {
    return List.copyOf(untold.values());
  }
}
