package dev.flatline.formats.report;

/// Positions in a drawing as percentages of its width or height.
final class Percent {
  private Percent() {}

  /// A share of the whole as `37.25%`, held between 0 and 1.
  static String of(double share) {
    long hundredths = Math.round(clamp(share) * 10_000);
    long rest = hundredths % 100;
    String whole = Long.toString(hundredths / 100);
    return (rest == 0 ? whole : whole + (rest < 10 ? ".0" : ".") + rest) + "%";
  }

  /// A share held between 0 and 1.
  static double clamp(double share) {
    return Math.clamp(share, 0.0, 1.0);
  }
}
