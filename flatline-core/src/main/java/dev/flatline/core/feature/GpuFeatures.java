package dev.flatline.core.feature;

import java.util.Arrays;

/// The features of one GPU at one time. A feature that is not defined (unmeasured, constant, too
/// little data) is NaN.
public final class GpuFeatures {
  private final double[] byOrdinal = new double[GpuFeature.values().length];

  private GpuFeatures() {
    Arrays.fill(byOrdinal, Double.NaN);
  }

  /// No feature is defined: the start for [#with].
  public static GpuFeatures none() {
    return new GpuFeatures();
  }

  /// The value, NaN where it is not defined.
  public double get(GpuFeature feature) {
    return byOrdinal[feature.ordinal()];
  }

  /// Whether this feature is defined.
  public boolean has(GpuFeature feature) {
    return !Double.isNaN(get(feature));
  }

  /// The same features with another value for one.
  public GpuFeatures with(GpuFeature feature, double value) {
    GpuFeatures copy = new GpuFeatures();
    System.arraycopy(byOrdinal, 0, copy.byOrdinal, 0, byOrdinal.length);
    return copy.set(feature, value);
  }

  GpuFeatures set(GpuFeature feature, double value) {
    byOrdinal[feature.ordinal()] = value;
    return this;
  }
}
