package dev.flatline.core.telemetry;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;
import java.util.Map;

/// Values by metric, immutable. Holds only what was measured: [#get] answers NaN for "not
/// measured", [#has] tells.
public final class MetricValues {
  private final long measured;

  /// In the order of [Metric].
  private final double[] values;

  private MetricValues(long measured, double[] values) {
    this.measured = measured;
    this.values = values;
  }

  /// One value; NaN is "not measured".
  public static MetricValues of(Metric metric, double value) {
    return Double.isNaN(value)
        ? new MetricValues(0, new double[0])
        : new MetricValues(bit(metric), new double[] {value});
  }

  /// Several values; NaN is "not measured".
  public static MetricValues of(Map<Metric, Double> values) {
    double[] byOrdinal = unmeasured();
    values.forEach((metric, value) -> byOrdinal[metric.ordinal()] = value);
    return of(byOrdinal);
  }

  /// From an array indexed by [Metric#ordinal], NaN for "not measured".
  ///
  /// @throws IllegalArgumentException where its length is not [Metric#count]
  public static MetricValues of(double[] byOrdinal) {
    if (byOrdinal.length != Metric.count()) {
      throw new IllegalArgumentException("length " + byOrdinal.length + ", not " + Metric.count());
    }
    long measured = 0;
    for (int i = 0; i < byOrdinal.length; i++) {
      measured |= Double.isNaN(byOrdinal[i]) ? 0 : 1L << i;
    }
    return of(byOrdinal, measured);
  }

  /// From an array indexed by [Metric#ordinal], of which only those are read whose bits are set.
  /// For decoders, which can use one array again and again.
  ///
  /// @param measured bits as told by [#measured]; a value whose bit is set must not be NaN
  public static MetricValues of(double[] byOrdinal, long measured) {
    double[] values = new double[Long.bitCount(measured)];
    int next = 0;
    for (long rest = measured; rest != 0; rest &= rest - 1) {
      values[next++] = byOrdinal[Long.numberOfTrailingZeros(rest)];
    }
    return new MetricValues(measured, values);
  }

  /// An array for [#of(double\[\])] in which nothing is measured.
  public static double[] unmeasured() {
    double[] values = new double[Metric.count()];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /// The value, NaN where it was not measured.
  public double get(Metric metric) {
    long bit = bit(metric);
    return (measured & bit) == 0 ? Double.NaN : values[Long.bitCount(measured & bit - 1)];
  }

  /// Whether this metric was measured.
  public boolean has(Metric metric) {
    return (measured & bit(metric)) != 0;
  }

  /// Which metrics were measured: bit [Metric#ordinal] is set.
  public long measured() {
    return measured;
  }

  /// Whether nothing was measured.
  public boolean isEmpty() {
    return measured == 0;
  }

  /// Whether both measured at least one metric in common.
  public boolean overlaps(MetricValues other) {
    return (measured & other.measured) != 0;
  }

  /// These values, completed by the other's where these are not measured.
  public MetricValues orElse(MetricValues other) {
    double[] merged = new double[Metric.count()];
    other.copyTo(merged);
    copyTo(merged);
    return of(merged, measured | other.measured);
  }

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putLong(measured);
    to.putDoubles(values);
  }

  /// What was written.
  public static MetricValues read(StateReader from) {
    long measured = from.getLong();
    return new MetricValues(measured, from.getDoubles(Long.bitCount(measured)));
  }

  /// The sum of those of two metrics that were measured, NaN where neither was.
  public double sum(Metric one, Metric two) {
    double a = get(one);
    double b = get(two);
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b;
  }

  private void copyTo(double[] byOrdinal) {
    int next = 0;
    for (long rest = measured; rest != 0; rest &= rest - 1) {
      byOrdinal[Long.numberOfTrailingZeros(rest)] = values[next++];
    }
  }

  private static long bit(Metric metric) {
    return 1L << metric.ordinal();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValues that
        && measured == that.measured
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(measured) + Arrays.hashCode(values);
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
