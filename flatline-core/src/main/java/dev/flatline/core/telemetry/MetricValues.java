package dev.flatline.core.telemetry;

import java.util.Arrays;
import java.util.Map;

/// Values by metric, immutable. Absence is NaN inside and never leaves unasked: [#get] answers NaN
/// for "not measured", [#has] tells.
public final class MetricValues {
  private final double[] byOrdinal;

  private MetricValues(double[] byOrdinal) {
    this.byOrdinal = byOrdinal;
  }

  /// One value.
  public static MetricValues of(Metric metric, double value) {
    double[] values = unmeasured();
    values[metric.ordinal()] = value;
    return new MetricValues(values);
  }

  /// Several values.
  public static MetricValues of(Map<Metric, Double> values) {
    double[] byOrdinal = unmeasured();
    values.forEach((metric, value) -> byOrdinal[metric.ordinal()] = value);
    return new MetricValues(byOrdinal);
  }

  /// Takes over an array indexed by [Metric#ordinal], NaN for "not measured". For decoders: the
  /// array is not copied and must not be changed afterwards.
  ///
  /// @throws IllegalArgumentException where its length is not [Metric#count]
  public static MetricValues ofOwned(double[] byOrdinal) {
    if (byOrdinal.length != Metric.count()) {
      throw new IllegalArgumentException("length " + byOrdinal.length + ", not " + Metric.count());
    }
    return new MetricValues(byOrdinal);
  }

  /// An array for [#ofOwned] in which nothing is measured.
  public static double[] unmeasured() {
    double[] values = new double[Metric.count()];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /// The value, NaN where it was not measured.
  public double get(Metric metric) {
    return byOrdinal[metric.ordinal()];
  }

  /// Whether this metric was measured.
  public boolean has(Metric metric) {
    return !Double.isNaN(byOrdinal[metric.ordinal()]);
  }

  /// Which metrics were measured: bit [Metric#ordinal] is set.
  public long measured() {
    long measured = 0;
    for (int i = 0; i < byOrdinal.length; i++) {
      measured |= Double.isNaN(byOrdinal[i]) ? 0 : 1L << i;
    }
    return measured;
  }

  /// Whether nothing was measured.
  public boolean isEmpty() {
    return measured() == 0;
  }

  /// Whether both measured at least one metric in common.
  public boolean overlaps(MetricValues other) {
    return (measured() & other.measured()) != 0;
  }

  /// These values, completed by the other's where these are not measured.
  public MetricValues orElse(MetricValues other) {
    double[] merged = byOrdinal.clone();
    for (int i = 0; i < merged.length; i++) {
      merged[i] = Double.isNaN(merged[i]) ? other.byOrdinal[i] : merged[i];
    }
    return new MetricValues(merged);
  }

  /// The sum of those of two metrics that were measured, NaN where neither was.
  public double sum(Metric one, Metric two) {
    double a = get(one);
    double b = get(two);
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValues values && Arrays.equals(byOrdinal, values.byOrdinal);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(byOrdinal);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Metric metric : Metric.values()) {
      if (has(metric)) {
        text.append(text.length() > 1 ? ", " : "").append(metric.metricName()).append('=');
        text.append(get(metric));
      }
    }
    return text.append('}').toString();
  }
}
