package dev.flatline.formats.explain;

import dev.flatline.core.telemetry.Unit;
import dev.flatline.formats.text.QuantityText;
import java.util.Locale;

/// Numbers in the lines of a calculation.
final class Words {
  private static final double FEW_PERCENT = 10;
  private static final double SECONDS_PER_DAY = 86_400;

  private Words() {}

  /// To three digits, without a unit.
  static String number(double value) {
    return QuantityText.significant(value);
  }

  /// A share of capacity.
  static String percent(double share) {
    double percent = 100 * share;
    boolean whole = Math.abs(percent) >= FEW_PERCENT || percent == Math.rint(percent);
    return String.format(Locale.ROOT, whole ? "%.0f %%" : "%.1f %%", percent);
  }

  static String seconds(double value) {
    return QuantityText.of(value, Unit.SECONDS);
  }

  /// In days; less than a day also in hours and minutes.
  static String days(double value) {
    return value > 0 && value < 1
        ? "%s (%s of a day)".formatted(seconds(value * SECONDS_PER_DAY), number(value))
        : QuantityText.of(value, Unit.DAYS);
  }

  static String decibans(double value) {
    return QuantityText.of(value, Unit.DECIBANS);
  }

  static String bytesPerSecond(double value) {
    return QuantityText.of(value, Unit.BYTES_PER_SECOND);
  }

  static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
