package dev.flatline.core.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What brings workloads forth and replaces them under new names, such as a Deployment its pods.
///
/// @param scope where its name is unique: `namespace` or `cluster/namespace`, empty where the
///     source does not say
/// @param kind of thing it is, as the platform calls it
/// @param name its name
public record Owner(String scope, String kind, String name) {
  /// The labels in which sources say what owns a workload.
  static final String KIND_LABEL = "owner_kind";

  static final String NAME_LABEL = "owner";
  private static final List<String> SCOPE_LABELS = List.of("cluster", "namespace");

  /// All labels that together name an owner.
  public static final Set<String> LABELS = Set.of(KIND_LABEL, NAME_LABEL, "cluster", "namespace");

  private static final Set<String> RUN_TO_COMPLETION = Set.of("Job", "CronJob");

  /// Kinds that are told by a workload's name alone.
  private static final Set<String> KINDS_IN_NAMES =
      Set.of(
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");

  /// What owns pods without making them alike: the node that runs them from files of its own.
  private static final Set<String> NOT_ALIKE = Set.of("Node");

  /// `cluster/namespace/Kind/owner/pod`.
  private static final int MOST_PARTS = 5;

  /// The owner of this workload, by the labels `owner_kind` and `owner`, or, where it has neither,
  /// by a name such as `namespace/Deployment/owner/pod` or `cluster/namespace/Deployment/owner/pod`
  /// with one of the kinds of Kubernetes; empty where nothing says so.
  public static Optional<Owner> of(Workload workload) {
    Map<String, String> labels = workload.labels();
    String kind = labels.getOrDefault(KIND_LABEL, "");
    String name = labels.getOrDefault(NAME_LABEL, "");
    if (kind.isBlank() && name.isBlank()) {
      return byName(workload.name());
    }
    if (isUnknown(kind) || isUnknown(name) || NOT_ALIKE.contains(kind)) {
      return Optional.empty();
    }
    StringBuilder scope = new StringBuilder();
    for (String label : SCOPE_LABELS) {
      String part = labels.getOrDefault(label, "");
      scope.append(scope.isEmpty() || part.isEmpty() ? "" : "/").append(part);
    }
    return Optional.of(new Owner(scope.toString(), kind, name));
  }

  private static boolean isUnknown(String value) {
    return value.isBlank() || value.equals("<none>");
  }

  private static Optional<Owner> byName(String workload) {
    String[] parts = workload.split("/", MOST_PARTS + 1);
    int kind = parts.length - 3;
    if (kind < 1 || parts.length > MOST_PARTS || !KINDS_IN_NAMES.contains(parts[kind])) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (part.isBlank()) {
        return Optional.empty();
      }
    }
    String scope = kind == 1 ? parts[0] : parts[0] + '/' + parts[1];
    return Optional.of(new Owner(scope, parts[kind], parts[kind + 1]));
  }

  /// What kind of thing owns this workload, also where the owner has no name.
  public static Optional<String> kindOf(Workload workload) {
    String kind = workload.labels().getOrDefault(KIND_LABEL, "");
    return kind.isBlank() ? of(workload).map(Owner::kind) : Optional.of(kind);
  }

  /// Whether the workloads of this kind are made to compute until they are done, and are gone
  /// between.
  public static boolean runsToCompletion(String kind) {
    return RUN_TO_COMPLETION.contains(kind);
  }

  /// Whether this one's are.
  public boolean runsToCompletion() {
    return runsToCompletion(kind);
  }

  /// In words: `Deployment shop/cart`.
  public String text() {
    return kind + ' ' + (scope.isEmpty() ? "" : scope + '/') + name;
  }
}
