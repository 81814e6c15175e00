package dev.flatline.formats.report;

/// Between what values the samples of one point lay. All three are NaN where nothing was measured.
///
/// @param least the smallest
/// @param mean the arithmetic mean
/// @param greatest the largest
public record Spread(double least, double mean, double greatest) {
  /// Nothing was measured: not zero, and not drawn.
  public static final Spread UNMEASURED = new Spread(Double.NaN, Double.NaN, Double.NaN);

  /// One value.
  public static Spread of(double value) {
    return new Spread(value, value, value);
  }

  /// Whether something was measured.
  public boolean isMeasured() {
    return !Double.isNaN(mean);
  }
}
