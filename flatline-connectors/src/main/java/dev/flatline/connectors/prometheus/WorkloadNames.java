package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.profile.Lookup;
import dev.flatline.connectors.prometheus.profile.WorkloadNaming;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes workloads of labels, each once. What was looked up on other series is taken for the whole
/// hunt, so that a workload is called the same from its first sample to its last.
final class WorkloadNames {
  /// What kube-state-metrics writes for "nothing".
  private static final String NOTHING = "<none>";

  private final WorkloadNaming naming;
  private final List<Index> indexes = new ArrayList<>();
  private final Map<List<String>, Optional<Workload>> known = new HashMap<>();

  WorkloadNames(WorkloadNaming naming) {
    this.naming = naming;
    naming.lookups().forEach(lookup -> indexes.add(new Index(lookup)));
  }

  /// Takes the labels of a series for the lookup of this number.
  void add(int lookup, Map<String, String> seriesLabels) {
    indexes.get(lookup).add(seriesLabels);
  }

  /// The workload of the values of its labels; empty where they do not name one.
  Optional<Workload> workload(List<String> key) {
    return known.computeIfAbsent(key, this::named);
  }

  private Optional<Workload> named(List<String> key) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < key.size(); i++) {
      put(labels, naming.by().get(i), key.get(i));
    }
    indexes.forEach(index -> index.complete(labels));
    return naming.name().name(labels).map(name -> new Workload(name, labels));
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty() && !value.equals(NOTHING)) {
      labels.put(name, value);
    }
  }

  /// The labels to take over, by those that say to whom they belong.
  private static final class Index {
    private final Lookup lookup;
    private final List<String> ours;
    private final Map<List<String>, Map<String, String>> taken = new HashMap<>();

    Index(Lookup lookup) {
      this.lookup = lookup;
      ours = List.copyOf(lookup.on().keySet());
    }

    void add(Map<String, String> seriesLabels) {
      Map<String, String> take = new HashMap<>();
      lookup
          .take()
          .forEach(
              (our, theirs) ->
                  theirs.stream()
                      .map(label -> seriesLabels.getOrDefault(label, ""))
                      .filter(value -> !value.isEmpty())
                      .findFirst()
                      .ifPresent(value -> put(take, our, value)));
      if (!take.isEmpty()) {
        List<String> key =
            ours.stream()
                .map(our -> seriesLabels.getOrDefault(lookup.on().getOrDefault(our, ""), ""))
                .toList();
        taken.put(key, Map.copyOf(take));
      }
    }

    void complete(Map<String, String> labels) {
      boolean applies =
          lookup.when().entrySet().stream()
              .allMatch(when -> labels.getOrDefault(when.getKey(), "").equals(when.getValue()));
      if (applies) {
        List<String> key = ours.stream().map(our -> labels.getOrDefault(our, "")).toList();
        labels.putAll(taken.getOrDefault(key, Map.of()));
      }
    }
  }
}
