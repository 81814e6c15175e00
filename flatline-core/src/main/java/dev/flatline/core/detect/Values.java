package dev.flatline.core.detect;

import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.GpuFeature;
import dev.flatline.core.feature.GpuFeatures;
import java.util.ArrayList;
import java.util.List;

/// Features as the values that travel with evidence.
public final class Values {
  private Values() {}

  /// These features in this order, those that are not defined left out.
  public static List<NamedValue> of(Features features, Feature... wanted) {
    List<NamedValue> values = new ArrayList<>(wanted.length);
    for (Feature feature : wanted) {
      if (features.has(feature)) {
        values.add(new NamedValue(feature.featureName(), features.get(feature), feature.unit()));
      }
    }
    return values;
  }

  /// The same of a GPU.
  public static List<NamedValue> of(GpuFeatures features, GpuFeature... wanted) {
    List<NamedValue> values = new ArrayList<>(wanted.length);
    for (GpuFeature feature : wanted) {
      if (features.has(feature)) {
        values.add(new NamedValue(feature.featureName(), features.get(feature), feature.unit()));
      }
    }
    return values;
  }
}
