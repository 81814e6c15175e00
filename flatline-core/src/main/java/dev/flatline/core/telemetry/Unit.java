package dev.flatline.core.telemetry;

/// The unit in which a metric or a feature is measured.
public enum Unit {
  /// A share of the whole, 0 to 1.
  SHARE(""),
  /// A number without a dimension.
  RATIO(""),
  /// Cores, may be fractional.
  CORES("cores"),
  /// Bytes.
  BYTES("B"),
  /// Bytes per second.
  BYTES_PER_SECOND("B/s"),
  /// Packets per second.
  PACKETS_PER_SECOND("packets/s"),
  /// Watts.
  WATTS("W"),
  /// Degrees Celsius.
  CELSIUS("°C"),
  /// A count of things.
  COUNT(""),
  /// Seconds.
  SECONDS("s"),
  /// Days.
  DAYS("d"),
  /// Epoch milliseconds: a point in time.
  EPOCH_MILLIS("ms"),
  /// Tenths of a power of ten of a likelihood ratio (Turing's deciban).
  DECIBANS("dB");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /// The symbol written after a value, empty where the unit has none.
  public String symbol() {
    return symbol;
  }
}
