package dev.flatline.formats.report;

import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.telemetry.Metric;
import java.util.Set;

/// What was known of one workload.
///
/// @param workload its name
/// @param judged whether at least one detector could tell
/// @param metrics what was measured of it
/// @param unknowns why detectors could not tell; empty where all could
public record WorkloadCoverage(
    String workload, boolean judged, Set<Metric> metrics, Set<Inconclusive.Reason> unknowns) {

  /// Of what an engine knows of it.
  public static WorkloadCoverage of(dev.flatline.core.engine.Coverage coverage) {
    return new WorkloadCoverage(
        coverage.workload().name(),
        coverage.notJudged().isEmpty(),
        coverage.metrics(),
        coverage.notJudged().map(Set::of).orElse(Set.of()));
  }

  /// Copies the sets.
  public WorkloadCoverage {
    metrics = Set.copyOf(metrics);
    unknowns = Set.copyOf(unknowns);
  }
}
