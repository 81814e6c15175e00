package dev.flatline.formats.report;

import dev.flatline.core.telemetry.Unit;
import dev.flatline.formats.text.QuantityText;
import java.util.List;

/// The vertical axis of a plot over time: linear from zero to a round number.
///
/// @param top the value at its upper end, above 0
/// @param unit of the values
record ValueScale(double top, Unit unit) {

  /// For shares: 0 to 1, and further in quarters where a value is above 1.
  static ValueScale ofShares(double greatest) {
    return new ValueScale(greatest <= 1 ? 1 : Math.ceil(greatest * 4) / 4, Unit.SHARE);
  }

  /// For bytes per second: to the next 1, 2 or 5 times a power of ten, at least 1 kB/s, so that
  /// next to nothing looks like next to nothing.
  static ValueScale ofBytesPerSecond(double greatest) {
    return rounded(greatest, 1000, Unit.BYTES_PER_SECOND);
  }

  /// For watts: the same, at least 100 W.
  static ValueScale ofWatts(double greatest) {
    return rounded(greatest, 100, Unit.WATTS);
  }

  private static ValueScale rounded(double greatest, double least, Unit unit) {
    double power = least;
    while (power * 10 <= greatest) {
      power *= 10;
    }
    for (double step : new double[] {1, 2, 5}) {
      if (greatest <= step * power) {
        return new ValueScale(step * power, unit);
      }
    }
    return new ValueScale(10 * power, unit);
  }

  /// Where a value stands, 0 at the upper end and 1 at zero, as drawings count.
  double share(double value) {
    return 1 - Percent.clamp(value / top);
  }

  /// The values that get a line: zero, the middle and the top; for shares always also 1.
  List<Double> ticks() {
    return unit == Unit.SHARE && top > 1 ? List.of(0.0, 0.5, 1.0) : List.of(0.0, top / 2, top);
  }

  String label(double value) {
    return unit == Unit.SHARE ? QuantityText.significant(value) : QuantityText.of(value, unit);
  }
}
