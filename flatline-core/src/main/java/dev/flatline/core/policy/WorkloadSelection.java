package dev.flatline.core.policy;

import dev.flatline.core.telemetry.Workload;
import java.util.List;

/// Workloads that any of several patterns means.
///
/// @param patterns without one, no workload is meant
public record WorkloadSelection(List<WorkloadPattern> patterns) {
  /// Every workload.
  public static final WorkloadSelection EVERYTHING =
      new WorkloadSelection(List.of(WorkloadPattern.named("*")));

  /// No workload.
  public static final WorkloadSelection NOTHING = new WorkloadSelection(List.of());

  /// Copies the list.
  public WorkloadSelection {
    patterns = List.copyOf(patterns);
  }

  /// Whether this workload is meant.
  public boolean contains(Workload workload) {
    for (WorkloadPattern pattern : patterns) {
      if (pattern.matches(workload)) {
        return true;
      }
    }
    return false;
  }

  /// Whether every workload is meant.
  public boolean isEverything() {
    return patterns.stream().anyMatch(WorkloadPattern::matchesAll);
  }
}
