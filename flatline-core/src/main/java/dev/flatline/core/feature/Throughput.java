package dev.flatline.core.feature;

import dev.flatline.core.numeric.DecayedMoments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// A throughput beside a plateau of CPU: its mean since the plateau began, what it was before, and
/// the same of its logarithm, in which a burst weighs no more than a pause. NaN is unmeasured.
final class Throughput {
  /// Bytes per second that are nobody's work: a pool's conversation is 10 to 200, and so is what an
  /// idle host says to its neighbours. Without it a miner on a silent VM would seem to bring its
  /// network along.
  static final double TALK = 200;

  private final DecayedMoments logarithm = new DecayedMoments();

  /// Mean before, weighted as the logarithm is.
  private double level;

  private double sum;
  private double logSum;
  private int minutes;

  private double before = Double.NaN;
  private double logBefore = Double.NaN;
  private double scatterBefore = Double.NaN;

  private double lastValue = Double.NaN;
  private double lastLog = Double.NaN;

  /// A plateau begins.
  void begin() {
    sum = 0;
    logSum = 0;
    minutes = 0;
  }

  /// A minute of the plateau.
  void add(double bytesPerSecond) {
    if (!Double.isNaN(bytesPerSecond)) {
      sum += bytesPerSecond;
      logSum += log(bytesPerSecond);
      minutes++;
    }
  }

  /// A minute that will have been before the next plateau.
  void learn(double decay, double bytesPerSecond, double weight) {
    logarithm.decay(decay);
    if (!Double.isNaN(bytesPerSecond)) {
      logarithm.add(log(bytesPerSecond), weight);
      level += (bytesPerSecond - level) * (weight / logarithm.weight());
    }
  }

  /// All that was learned until now is before the plateau.
  void remember() {
    before = logarithm.weight() == 0 ? Double.NaN : level;
    logBefore = logarithm.mean();
    scatterBefore = logarithm.deviation();
  }

  /// Mean since the plateau began, bytes per second.
  double since() {
    return minutes == 0 ? Double.NaN : sum / minutes;
  }

  /// Mean before, bytes per second.
  double before() {
    return before;
  }

  /// Standard deviation of the logarithm before, nats.
  double scatterBefore() {
    return scatterBefore;
  }

  /// By how much the mean logarithm has risen, nats.
  double rise() {
    return minutes == 0 ? Double.NaN : logSum / minutes - logBefore;
  }

  void write(StateWriter to) {
    boolean measured = logarithm.weight() > 0;
    to.putBoolean(measured);
    if (measured) {
      logarithm.write(to);
      to.putRaw(level);
      to.putRaw(sum);
      to.putRaw(logSum);
      to.putInt(minutes);
      to.putRaw(before);
      to.putRaw(logBefore);
      to.putRaw(scatterBefore);
    }
  }

  /// Becomes what was written; what was never measured is as new.
  void read(StateReader from) {
    boolean measured = from.getBoolean();
    if (measured) {
      logarithm.read(from);
    } else {
      logarithm.clear();
    }
    level = measured ? from.getRaw() : 0;
    sum = measured ? from.getRaw() : 0;
    logSum = measured ? from.getRaw() : 0;
    minutes = measured ? from.getInt() : 0;
    before = measured ? from.getRaw() : Double.NaN;
    logBefore = measured ? from.getRaw() : Double.NaN;
    scatterBefore = measured ? from.getRaw() : Double.NaN;
  }

  private double log(double bytesPerSecond) {
    if (bytesPerSecond != lastValue) {
      lastValue = bytesPerSecond;
      lastLog = logarithm(bytesPerSecond);
    }
    return lastLog;
  }

  /// The logarithm that is averaged, nats.
  static double logarithm(double bytesPerSecond) {
    return Math.log(TALK + bytesPerSecond);
  }

  /// The throughput of this logarithm, bytes per second.
  static double ofLogarithm(double nats) {
    return Math.max(0, Math.exp(nats) - TALK);
  }
}
