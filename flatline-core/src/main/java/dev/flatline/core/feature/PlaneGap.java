package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// By how much one plane tells more CPU than another, over the minutes that measured both.
///
/// @param higher the one that should tell more
/// @param lower the other
/// @param mean mean of the minutes' differences, below 0 where it is the other way round; NaN
///     without a minute
/// @param median their median
/// @param minutes how many minutes measured both
/// @param sinceMillis since when every minute that measured both differs by half of the median or
///     more, epoch milliseconds; the end of the window where the newest does not
public record PlaneGap(
    Plane higher, Plane lower, double mean, double median, int minutes, long sinceMillis) {

  void write(StateWriter to) {
    to.putEnum(higher);
    to.putEnum(lower);
    to.putDoubles(mean, median);
    to.putInt(minutes);
    to.putLong(sinceMillis);
  }

  static PlaneGap read(StateReader from) {
    Plane higher = from.getEnum(Plane.values());
    Plane lower = from.getEnum(Plane.values());
    double[] middles = from.getDoubles(2);
    return new PlaneGap(higher, lower, middles[0], middles[1], from.getInt(), from.getLong());
  }

  /// The difference that holds for mean and median alike, so that neither one wild minute nor an
  /// even number of calm and wild ones makes it; 0 where they do not agree on who tells more.
  public double lasting() {
    return mean > 0 && median > 0 ? Math.min(mean, median) : 0;
  }

  /// Whether enough minutes are known.
  public boolean isKnown() {
    return minutes >= FeatureWindow.LEAST_MINUTES;
  }
}
