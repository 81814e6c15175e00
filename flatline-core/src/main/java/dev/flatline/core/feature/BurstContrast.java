package dev.flatline.core.feature;

import dev.flatline.core.feature.Bursts.Contrast;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// What CPU, network and disk were in the bursts of a chain and between them, from the end of the
/// first on: each burst is the same experiment again, and between two of them is the same day, the
/// same load and the same neighbours, which a mean of weeks before is not. 100 bytes.
///
/// Mean and squared deviations: Welford, Technometrics 4 (1962), p. 419. Floats: of no more than
/// [#MOST_MINUTES] values the relative error stays below 1e-4.
final class BurstContrast {
  /// From this many minutes on older ones count half: at five minutes a week.
  private static final int MOST_MINUTES = 2_048;

  private static final int CPU = 0;
  private static final int NETWORK = 1;
  private static final int DISK = 2;
  private static final int METRICS = 3;

  /// Count, mean, sum of squared deviations.
  private static final int WIDTH = 3;

  private static final int INSIDE = METRICS * WIDTH;

  private final float[] moments = new float[2 * METRICS * WIDTH];
  private float secondsBetween;
  private float secondsInside;
  private long lastMillis;

  /// A chain begins.
  void begin(long atMillis) {
    Arrays.fill(moments, 0);
    secondsBetween = 0;
    secondsInside = 0;
    lastMillis = atMillis;
  }

  /// A minute of the chain.
  ///
  /// @param inside whether CPU was above the level of the bursts
  /// @param atMillis event time of its last sample
  void observe(boolean inside, long atMillis, double cpu, double network, double disk) {
    long elapsed = atMillis - lastMillis;
    float seconds = elapsed > FeatureWindow.LONGEST_GAP_MILLIS ? 0 : elapsed / 1000f;
    lastMillis = atMillis;
    secondsInside += inside ? seconds : 0;
    secondsBetween += inside ? 0 : seconds;
    int side = inside ? INSIDE : 0;
    add(side + CPU * WIDTH, cpu);
    add(side + NETWORK * WIDTH, Throughput.logarithm(network));
    add(side + DISK * WIDTH, Throughput.logarithm(disk));
    if (moments[side] >= MOST_MINUTES) {
      fade();
    }
  }

  void write(StateWriter to, long nearMillis) {
    for (float moment : moments) {
      to.putFloat(moment);
    }
    to.putFloat(secondsBetween);
    to.putFloat(secondsInside);
    to.putLong(lastMillis - nearMillis);
  }

  void read(StateReader from, long nearMillis) {
    for (int i = 0; i < moments.length; i++) {
      moments[i] = from.getFloat();
    }
    secondsBetween = from.getFloat();
    secondsInside = from.getFloat();
    lastMillis = nearMillis + from.getLong();
  }

  Contrast contrast() {
    return new Contrast(secondsBetween, secondsInside, side(CPU), side(NETWORK), side(DISK));
  }

  private Contrast.Side side(int metric) {
    int between = metric * WIDTH;
    int inside = INSIDE + between;
    boolean known = moments[between] > 0 && moments[inside] > 0;
    return new Contrast.Side(
        known ? moments[between + 1] : Double.NaN,
        known ? moments[inside + 1] : Double.NaN,
        known ? Math.sqrt(moments[between + 2] / moments[between]) : Double.NaN);
  }

  private void add(int at, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    moments[at]++;
    double apart = value - moments[at + 1];
    moments[at + 1] += (float) (apart / moments[at]);
    moments[at + 2] += (float) (apart * (value - moments[at + 1]));
  }

  private void fade() {
    for (int at = 0; at < moments.length; at += WIDTH) {
      moments[at] /= 2;
      moments[at + 2] /= 2;
    }
    secondsBetween /= 2;
    secondsInside /= 2;
  }
}
