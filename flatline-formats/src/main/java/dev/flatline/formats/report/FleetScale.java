package dev.flatline.formats.report;

import java.util.ArrayList;
import java.util.List;

/// The axes of the fleet's plot: mean CPU to the right, linear from 0; CV upwards, logarithmic, so
/// that the flat end, where miners are, has room.
///
/// @param mostMean at the right end
/// @param mostCv at the upper end, a power of ten
record FleetScale(double mostMean, double mostCv) {
  /// At the lower end; what is flatter is drawn there.
  static final double LEAST_CV = 0.001;

  private static final double HIGHEST_CV = 10;
  private static final double HIGHEST_MEAN = 1.25;

  static FleetScale of(List<FleetPoint> points) {
    double mean = 1;
    double cv = 1;
    for (FleetPoint point : points) {
      if (point.isDrawable()) {
        mean = Math.max(mean, point.mean());
        cv = Math.max(cv, point.cv());
      }
    }
    double powerOfTen = Math.pow(10, Math.ceil(Math.log10(cv)));
    double roomOnTheRight = Math.ceil(mean * 20) / 20 + 0.05;
    return new FleetScale(Math.min(roomOnTheRight, HIGHEST_MEAN), Math.min(powerOfTen, HIGHEST_CV));
  }

  /// 0 at the left end, 1 at the right.
  double x(double mean) {
    return Percent.clamp(mean / mostMean);
  }

  /// 0 at the upper end, 1 at the lower, as drawings count.
  double y(double cv) {
    double decades = Math.log10(mostCv / LEAST_CV);
    return 1 - Percent.clamp(Math.log10(Math.max(cv, LEAST_CV) / LEAST_CV) / decades);
  }

  List<Double> meanTicks() {
    return List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
  }

  List<Double> cvTicks() {
    List<Double> ticks = new ArrayList<>();
    for (double tick = LEAST_CV; tick <= mostCv * 1.01; tick *= 10) {
      ticks.add(tick);
    }
    return ticks;
  }
}
