package dev.flatline.formats.report;

import java.util.Locale;

/// A probability in per cent, never rounded to certainty.
final class Confidence {
  private Confidence() {}

  static String of(double probability) {
    if (Double.isNaN(probability)) {
      return "not defined";
    }
    if (probability > 0.99) {
      return "> 99 %";
    }
    return probability < 0.01 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", probability * 100);
  }
}
