package dev.flatline.cli;

import java.util.function.DoubleUnaryOperator;

/// Loads over time in seconds. All waves have a period of ten minutes, of which a window of thirty
/// holds three: two that run together then correlate with 1, two that are a quarter of a period
/// apart with 0.
final class Loads {
  private static final double RADIANS_PER_SECOND = 2 * Math.PI / 600;

  private Loads() {}

  static DoubleUnaryOperator constant(double level) {
    return second -> level;
  }

  static DoubleUnaryOperator wave(double level, double amplitude) {
    return second -> level + amplitude * Math.cos(second * RADIANS_PER_SECOND);
  }

  static DoubleUnaryOperator waveQuarterLater(double level, double amplitude) {
    return second -> level + amplitude * Math.sin(second * RADIANS_PER_SECOND);
  }

  /// One load between two minutes, `idle` before and after.
  static DoubleUnaryOperator during(
      int fromMinute, int untilMinute, DoubleUnaryOperator load, double idle) {
    return second ->
        second >= fromMinute * 60 && second < untilMinute * 60 ? load.applyAsDouble(second) : idle;
  }

  static DoubleUnaryOperator times(double factor, DoubleUnaryOperator load) {
    return second -> factor * load.applyAsDouble(second);
  }
}
