package dev.flatline.formats.report;

import java.util.List;

/// Where every workload stands in mean and spread of CPU.
///
/// @param basis over what mean and CV were taken, to be read after "mean and CV of CPU": for
///     example "over the whole span"
/// @param cornerMean the miners' corner begins above this mean, a share of capacity
/// @param cornerCv the miners' corner ends below this coefficient of variation
/// @param points one a workload, in any order; those without a CPU have none
public record Fleet(String basis, double cornerMean, double cornerCv, List<FleetPoint> points) {

  /// Copies the points.
  public Fleet {
    points = List.copyOf(points);
  }
}
