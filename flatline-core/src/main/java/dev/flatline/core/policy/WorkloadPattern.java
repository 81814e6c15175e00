package dev.flatline.core.policy;

import dev.flatline.core.telemetry.Workload;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which workloads a part of the policy speaks of: those whose name fits and who carry each of the
/// labels with a value that fits.
///
/// @param name fits the workload's whole name
/// @param labels by label name; a workload without the label is not meant
public record WorkloadPattern(Glob name, Map<String, Glob> labels) {
  private static final Glob ANY = Glob.of("*");

  /// Copies the labels.
  public WorkloadPattern {
    labels = Map.copyOf(labels);
  }

  /// Workloads by name alone.
  ///
  /// @throws IllegalArgumentException where the pattern is malformed
  public static WorkloadPattern named(String nameGlob) {
    return new WorkloadPattern(Glob.of(nameGlob), Map.of());
  }

  /// Workloads by one label.
  ///
  /// @throws IllegalArgumentException where the pattern is malformed
  public static WorkloadPattern labelled(String label, String valueGlob) {
    return labelled(Map.of(label, Glob.of(valueGlob)));
  }

  /// Workloads by several labels, all of which must fit.
  public static WorkloadPattern labelled(Map<String, Glob> labels) {
    return new WorkloadPattern(ANY, labels);
  }

  /// Whether this workload is meant.
  public boolean matches(Workload workload) {
    if (!name.matches(workload.name())) {
      return false;
    }
    for (Map.Entry<String, Glob> label : labels.entrySet()) {
      String value = workload.labels().get(label.getKey());
      if (value == null || !label.getValue().matches(value)) {
        return false;
      }
    }
    return true;
  }

  /// Whether this surely means every workload that the other means, under the limits of
  /// [Glob#covers].
  public boolean covers(WorkloadPattern other) {
    if (!name.covers(other.name)) {
      return false;
    }
    for (Map.Entry<String, Glob> label : labels.entrySet()) {
      Glob narrower = other.labels.get(label.getKey());
      if (narrower == null || !label.getValue().covers(narrower)) {
        return false;
      }
    }
    return true;
  }

  /// Whether every workload is meant.
  public boolean matchesAll() {
    return labels.isEmpty() && name.covers(ANY);
  }

  /// In words, as in `name shop/* and label team = data`.
  @Override
  public String toString() {
    String byLabel =
        new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> "label " + label.getKey() + " = " + label.getValue())
                .collect(Collectors.joining(" and "));
    if (labels.isEmpty()) {
      return "name " + name;
    }
    return name.equals(ANY) ? byLabel : "name " + name + " and " + byLabel;
  }
}
