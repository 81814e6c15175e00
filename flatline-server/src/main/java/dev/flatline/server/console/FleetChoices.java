package dev.flatline.server.console;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What there is to choose from in a fleet, each with how many workloads are of it.
///
/// @param clusters their labels
/// @param namespaces their labels
/// @param roles what the policy says they are; empty where it says nothing
record FleetChoices(
    SortedMap<String, Long> clusters,
    SortedMap<String, Long> namespaces,
    SortedMap<String, Long> roles) {

  static FleetChoices of(List<Coverage> known, Policy policy) {
    FleetChoices choices = new FleetChoices(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (Coverage one : known) {
      Workload workload = one.workload();
      count(choices.clusters, cluster(workload));
      count(choices.namespaces, namespace(workload));
      if (!policy.roles().isEmpty()) {
        count(choices.roles, role(workload, policy));
      }
    }
    return choices;
  }

  static String cluster(Workload workload) {
    return workload.labels().getOrDefault("cluster", "");
  }

  static String namespace(Workload workload) {
    return workload.labels().getOrDefault("namespace", "");
  }

  static String role(Workload workload, Policy policy) {
    return policy.roleOf(workload).map(WorkloadRole::label).orElse("none");
  }

  private static void count(SortedMap<String, Long> counts, String value) {
    if (!value.isEmpty()) {
      counts.merge(value, 1L, Long::sum);
    }
  }
}
