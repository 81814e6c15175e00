package dev.flatline.core.numeric;

/// Mean and variance of a series in which older values count less: with every update the weight of
/// all that came before is multiplied by a factor. Weighted updating after West, CACM 22 (1979), p.
/// 532, with the old weight decayed first. O(1) time and memory; finite input gives finite output.
public final class DecayedMoments {
  private double weight;
  private double mean;
  private double m2;

  /// Adds a value.
  ///
  /// @param decay what is left of the older weight, 0 to 1
  /// @param value finite
  /// @param valueWeight above 0, for example how long the value holds
  public void add(double decay, double value, double valueWeight) {
    weight *= decay;
    m2 *= decay;
    weight += valueWeight;
    double delta = value - mean;
    mean += delta * (valueWeight / weight);
    m2 += valueWeight * delta * (value - mean);
  }

  /// The sum of the weights; 0 where nothing was added.
  public double weight() {
    return weight;
  }

  /// The weighted mean, NaN of nothing.
  public double mean() {
    return weight == 0 ? Double.NaN : mean;
  }

  /// The weighted population standard deviation, NaN of nothing.
  public double deviation() {
    return weight == 0 ? Double.NaN : Math.sqrt(m2 / weight);
  }
}
