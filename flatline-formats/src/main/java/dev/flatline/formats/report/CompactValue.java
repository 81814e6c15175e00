package dev.flatline.formats.report;

/// Values that are not negative in two bytes, for pictures: single precision without its sign, of
/// which the eight highest bits of the fraction are kept. So a value is right to 1/512 of itself,
/// and a larger one never becomes smaller than a smaller one.
public final class CompactValue {
  /// How many bits of single precision are given up.
  private static final int LOST_BITS = 15;

  private static final int HALF = 1 << (LOST_BITS - 1);

  /// More than any value has.
  private static final int NOT_MEASURED = 0xFFFF;

  /// The largest that is finite.
  private static final int MOST =
      (Float.floatToRawIntBits(Float.POSITIVE_INFINITY) >>> LOST_BITS) - 1;

  private CompactValue() {}

  /// The two bytes of a value; what is negative counts as 0, what is too large as the largest.
  ///
  /// @param value NaN where nothing was measured
  public static short encode(double value) {
    if (Double.isNaN(value)) {
      return (short) NOT_MEASURED;
    }
    int bits = Float.floatToRawIntBits((float) Math.max(0, value));
    return (short) Math.min(MOST, (bits + HALF) >>> LOST_BITS);
  }

  /// The value of two bytes, whichever they are; NaN where nothing was measured.
  public static double decode(short bytes) {
    int kept = bytes & 0xFFFF;
    return kept > MOST ? Double.NaN : Float.intBitsToFloat(kept << LOST_BITS);
  }
}
