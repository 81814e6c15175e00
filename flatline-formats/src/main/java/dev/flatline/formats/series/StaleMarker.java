package dev.flatline.formats.series;

/// The value that says "this series ended": a NaN with bits of its own.
public final class StaleMarker {
  private static final long BITS = 0x7ff0000000000002L;

  /// The marker. It equals nothing, not even itself: ask [#is].
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  /// Whether the value is the marker, and not a NaN that was measured.
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
