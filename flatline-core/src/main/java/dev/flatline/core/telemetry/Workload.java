package dev.flatline.core.telemetry;

import java.util.Map;

/// The thing that is judged: a VM, a container, a Pod or its owner. Two workloads are the same when
/// their names are; labels only describe.
///
/// @param name unique within one hunt or one server, for example `shop/Deployment/cart`
/// @param labels what the source says of it (namespace, node, owner kind, …), for policy and
///     reports
public record Workload(String name, Map<String, String> labels) {

  /// Copies the labels.
  ///
  /// @throws IllegalArgumentException where the name is blank
  public Workload {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a workload needs a name");
    }
    labels = Map.copyOf(labels);
  }

  /// A workload of which only the name is known.
  public static Workload named(String name) {
    return new Workload(name, Map.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Workload workload && name.equals(workload.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
