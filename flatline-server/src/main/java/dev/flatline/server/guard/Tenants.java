package dev.flatline.server.guard;

import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The tenants of a server: whose workloads are whose.
///
/// @param byName their workloads
public record Tenants(Map<String, WorkloadSelection> byName) {
  /// Everybody's workloads are everybody's.
  public static final Tenants NONE = new Tenants(Map.of());

  /// Copies the map.
  public Tenants {
    byName = Map.copyOf(byName);
  }

  /// The workloads of some; of a name that nobody has, none.
  ///
  /// @param names empty for everybody's
  WorkloadSelection workloads(Optional<Set<String>> names) {
    return names.map(this::workloads).orElse(WorkloadSelection.EVERYTHING);
  }

  private WorkloadSelection workloads(Set<String> names) {
    List<WorkloadPattern> patterns =
        names.stream()
            .sorted()
            .flatMap(
                name -> byName.getOrDefault(name, WorkloadSelection.NOTHING).patterns().stream())
            .toList();
    return new WorkloadSelection(patterns);
  }

  /// Checks that all of these are tenants.
  ///
  /// @throws IllegalArgumentException naming one that is not, and those that are
  public void require(Set<String> names) {
    for (String name : names) {
      if (!byName.containsKey(name)) {
        throw new IllegalArgumentException(
            "tenants: \""
                + name
                + "\" is not one of "
                + (byName.isEmpty()
                    ? "those that the configuration names, which are none"
                    : String.join(", ", new TreeSet<>(byName.keySet()))));
      }
    }
  }
}
