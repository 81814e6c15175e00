package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// The features of one workload at one time. A feature that is not defined (unmeasured, constant,
/// too little data) is NaN.
public final class Features {
  private final double[] byOrdinal = new double[Feature.values().length];

  /// Nothing is defined.
  Features() {
    Arrays.fill(byOrdinal, Double.NaN);
  }

  /// The value, NaN where it is not defined.
  public double get(Feature feature) {
    return byOrdinal[feature.ordinal()];
  }

  /// Whether this feature is defined.
  public boolean has(Feature feature) {
    return !Double.isNaN(get(feature));
  }

  /// The same features with another value for one.
  public Features with(Feature feature, double value) {
    Features copy = new Features();
    System.arraycopy(byOrdinal, 0, copy.byOrdinal, 0, byOrdinal.length);
    return copy.set(feature, value);
  }

  /// No feature is defined: the start for [#with].
  public static Features none() {
    return new Features();
  }

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putDoubles(byOrdinal);
  }

  /// What was written.
  public static Features read(StateReader from) {
    Features features = new Features();
    from.getDoubles(features.byOrdinal, 0, features.byOrdinal.length);
    return features;
  }

  Features set(Feature feature, double value) {
    byOrdinal[feature.ordinal()] = value;
    return this;
  }
}
