package dev.flatline.core.numeric;

/// Numbers for sentences. [String#format] would write them too, but detectors make a sentence for
/// every situation they look at, and parsing its format takes longer than their whole judgement.
public final class Decimals {
  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1000};

  private Decimals() {}

  /// The number as `%.nf` writes it, with a point: rounded half up, a minus before what is
  /// negative. NaN and infinities are written as [Double#toString] does.
  ///
  /// @param value within ±9e15, so that it has so many digits
  /// @param digits how many after the point, 0 to 3
  public static String text(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    long unit = POWERS_OF_TEN[digits];
    long scaled = Math.round(Math.abs(value) * unit);
    String text = (value < 0 ? "-" : "") + scaled / unit;
    return digits == 0 ? text : text + '.' + Long.toString(unit + scaled % unit).substring(1);
  }
}
