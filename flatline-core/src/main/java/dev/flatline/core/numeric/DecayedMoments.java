package dev.flatline.core.numeric;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// Mean and variance of a series in which older values count less: the weight of all that came
/// before can be multiplied by a factor at any time. Weighted updating after West, CACM 22 (1979),
/// p. 532. O(1) time and memory; finite input gives finite output.
public final class DecayedMoments {
  private double weight;
  private double mean;
  private double m2;

  /// Lets all that was added until now count less.
  ///
  /// @param decay what is left of its weight, 0 to 1
  public void decay(double decay) {
    weight *= decay;
    m2 *= decay;
  }

  /// Adds a value.
  ///
  /// @param value finite
  /// @param valueWeight above 0, for example how long the value holds
  public void add(double value, double valueWeight) {
    weight += valueWeight;
    double delta = value - mean;
    mean += delta * (valueWeight / weight);
    m2 += valueWeight * delta * (value - mean);
  }

  /// Forgets everything.
  public void clear() {
    weight = 0;
    mean = 0;
    m2 = 0;
  }

  /// Writes what another can [#read].
  public void write(StateWriter to) {
    to.putRaw(weight);
    to.putRaw(mean);
    to.putRaw(m2);
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    weight = from.getRaw();
    mean = from.getRaw();
    m2 = from.getRaw();
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
