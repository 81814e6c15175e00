package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// How flat CPU was over a stretch.
///
/// @param dwellMillis how long the stretch lasts; the two ratios speak of no more than a window
/// @param minuteCv coefficient of variation of its one-minute means, NaN where they are too few
/// @param roughness standard deviation inside the minutes over the mean, 0 where the source samples
///     once a minute or less, NaN where minutes are too few
public record Flatness(long dwellMillis, double minuteCv, double roughness) {
  /// The largest [#roughness] of a plateau. A RandomX switched on and off many times a second has
  /// 0.09 at one sample a second, a chain of compiler runs 0.9 (our own recordings); this is their
  /// geometric mean.
  public static final double ROUGHEST = 0.3;

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putLong(dwellMillis);
    to.putDoubles(minuteCv, roughness);
  }

  /// What was written.
  public static Flatness read(StateReader from) {
    long dwell = from.getLong();
    double[] ratios = from.getDoubles(2);
    return new Flatness(dwell, ratios[0], ratios[1]);
  }

  /// Whether the stretch is flat.
  ///
  /// @param largestMinuteCv the largest [#minuteCv] that counts as flat
  public boolean isFlat(double largestMinuteCv) {
    return minuteCv <= largestMinuteCv && roughness <= ROUGHEST;
  }
}
