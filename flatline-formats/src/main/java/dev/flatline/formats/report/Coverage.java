package dev.flatline.formats.report;

import dev.flatline.core.telemetry.DropReason;
import java.util.List;
import java.util.Map;

/// What could be judged and what could not: "nothing found" and "could not look" must differ.
///
/// @param workloads one row a workload, in any order
/// @param dropped how many rows or values were not judged, by reason
/// @param notes what a user should know of source and policy, each once
public record Coverage(
    List<WorkloadCoverage> workloads, Map<DropReason, Long> dropped, List<String> notes) {

  /// Copies the collections.
  public Coverage {
    workloads = List.copyOf(workloads);
    dropped = Map.copyOf(dropped);
    notes = List.copyOf(notes);
  }

  /// How many workloads were judged.
  public long judged() {
    return workloads.stream().filter(WorkloadCoverage::judged).count();
  }
}
