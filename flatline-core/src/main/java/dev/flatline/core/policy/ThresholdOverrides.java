package dev.flatline.core.policy;

import java.util.Map;

/// Some of the thresholds, to be put in place of others. What is not named stays.
///
/// @param values by threshold; those measured in time in days
public record ThresholdOverrides(Map<Threshold, Double> values) {
  /// Overrides nothing.
  public static final ThresholdOverrides NONE = new ThresholdOverrides(Map.of());

  /// Copies the values and checks their ranges.
  ///
  /// @throws IllegalArgumentException naming the first value that is out of its range
  public ThresholdOverrides {
    values = Map.copyOf(values);
    applied(values, Thresholds.DEFAULT);
  }

  /// One of them.
  ///
  /// @throws IllegalArgumentException where the value is out of its range
  public static ThresholdOverrides of(Threshold threshold, double value) {
    return new ThresholdOverrides(Map.of(threshold, value));
  }

  /// The given thresholds with these in their place.
  public Thresholds over(Thresholds base) {
    return applied(values, base);
  }

  private static Thresholds applied(Map<Threshold, Double> values, Thresholds base) {
    Thresholds all = base;
    for (Map.Entry<Threshold, Double> one : values.entrySet()) {
      all = one.getKey().replacedIn(all, one.getValue());
    }
    return all;
  }
}
