package dev.flatline.formats.report;

import dev.flatline.core.policy.Thresholds;
import java.util.List;

/// Where every workload stands in mean and spread of CPU.
///
/// @param basis over what mean and CV were taken, to be read after "mean and CV of CPU": for
///     example "over the whole span"
/// @param cornerMean the miners' corner begins above this mean, a share of capacity
/// @param cornerCv the miners' corner ends below this coefficient of variation
/// @param points one a workload, in any order; those without a CPU have none
public record Fleet(String basis, double cornerMean, double cornerCv, List<FleetPoint> points) {

  /// Every workload in its own most miner-like window, beside the published rule's corner.
  ///
  /// @param coverage what is known of each workload
  public static Fleet of(List<dev.flatline.core.engine.Coverage> coverage) {
    Thresholds published = Thresholds.DEFAULT;
    return new Fleet(
        "in the window of each workload that looks most like a miner",
        published.plateauMean(),
        published.plateauCv(),
        coverage.stream()
            .map(one -> new FleetPoint(one.workload().name(), one.cpuMean(), one.cpuCv()))
            .toList());
  }

  /// Copies the points.
  public Fleet {
    points = List.copyOf(points);
  }
}
