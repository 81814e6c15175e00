package dev.flatline.cli;

import java.util.Map;

/// A kind of exporter that rules and dashboard are written for, with what its workloads are called
/// there.
enum RulesExporter {
  /// node_exporter: a workload is a scraped machine.
  NODE,
  /// cAdvisor and kube-state-metrics: a workload is a container of a pod.
  KUBERNETES;

  /// The template of the recording rules that only this exporter needs.
  String template() {
    return switch (this) {
      case NODE -> "node.yml";
      case KUBERNETES -> "kubernetes.yml";
    };
  }

  /// What fills the holes that differ between exporters. `row` numbers the dashboard's panels and
  /// places.
  Map<String, String> holes() {
    return switch (this) {
      case NODE ->
          Map.of(
              "exporter", "node",
              "level", "instance",
              "subject", "{{ $labels.instance }}",
              "row", "1",
              "title", "Machines",
              "variable", "instance",
              "variableLabel", "Instance",
              "labels", "job, instance",
              "legend", "{{instance}}");
      case KUBERNETES ->
          Map.of(
              "exporter", "kubernetes",
              "level", "namespace_pod_container",
              "subject",
                  "Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }}",
              "row", "2",
              "title", "Containers",
              "variable", "namespace",
              "variableLabel", "Namespace",
              "labels", "cluster, namespace, pod, container",
              "legend", "{{namespace}}/{{pod}}/{{container}}");
    };
  }
}
