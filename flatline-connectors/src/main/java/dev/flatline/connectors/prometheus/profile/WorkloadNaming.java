package dev.flatline.connectors.prometheus.profile;

import java.util.List;

/// How labels name workloads.
///
/// @param by the labels that tell workloads apart; every query aggregates by them
/// @param name the workload's name
/// @param lookups labels from elsewhere, in the order in which they are looked up
public record WorkloadNaming(List<String> by, NameTemplate name, List<Lookup> lookups) {

  /// Copies the lists.
  public WorkloadNaming {
    by = List.copyOf(by);
    lookups = List.copyOf(lookups);
  }
}
