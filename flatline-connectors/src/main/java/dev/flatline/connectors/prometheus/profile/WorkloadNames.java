package dev.flatline.connectors.prometheus.profile;

import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes workloads of labels, by what was looked up on other series.
public final class WorkloadNames {
  /// What kube-state-metrics writes for "nothing".
  private static final String NOTHING = "<none>";

  private final WorkloadNaming naming;
  private final List<Index> indexes = new ArrayList<>();
  private final Map<List<String>, Optional<Workload>> known = new HashMap<>();
  private Map<List<String>, Optional<Workload>> earlier = Map.of();
  private int version;

  /// Names without lookups so far.
  public WorkloadNames(WorkloadNaming naming) {
    this.naming = naming;
    naming.lookups().forEach(lookup -> indexes.add(new Index(lookup)));
  }

  /// Takes the labels of a series for the lookup of this number.
  public void add(int lookup, Map<String, String> seriesLabels) {
    indexes.get(lookup).add(seriesLabels);
    version++;
  }

  /// Forgets a series that was added.
  public void remove(int lookup, Map<String, String> seriesLabels) {
    indexes.get(lookup).remove(seriesLabels);
    version++;
  }

  /// Whether every workload has a name of its own.
  public boolean tellsApart() {
    return naming.name().tellsApart(naming.by());
  }

  /// Another number whenever more may be known than before.
  public int version() {
    return version;
  }

  /// The workload of the values of its labels; empty where they do not name one. What was looked up
  /// when it is first asked for stands from then on, so that a workload is called the same
  /// from its first sample to its last.
  public Optional<Workload> workload(List<String> key) {
    return known.computeIfAbsent(
        key,
        wanted -> Optional.ofNullable(earlier.get(wanted)).orElseGet(() -> workloadNow(wanted)));
  }

  /// Workloads that these names gave go on to be called the same, as far as they were asked for
  /// since these took over from those before them.
  public void takeOverFrom(WorkloadNames before) {
    earlier = Map.copyOf(before.known);
  }

  /// Whether a workload has no name yet and could get a better one of more lookups.
  public boolean lacks(List<String> key) {
    return !known.containsKey(key) && !earlier.containsKey(key) && !isNameComplete(key);
  }

  /// The same by the lookups as they are now; nothing is remembered.
  public Optional<Workload> workloadNow(List<String> key) {
    Map<String, String> labels = labels(key);
    indexes.forEach(index -> index.complete(labels));
    return naming.name().name(labels).map(name -> new Workload(name, labels));
  }

  /// Whether every lookup that applies and could change the name has found something.
  public boolean isNameComplete(List<String> key) {
    Map<String, String> labels = labels(key);
    Set<String> inName = naming.name().labels();
    boolean complete = true;
    for (Index index : indexes) {
      boolean found = index.complete(labels);
      complete &= found || Collections.disjoint(inName, index.lookup.take().keySet());
    }
    return complete;
  }

  private Map<String, String> labels(List<String> key) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < key.size(); i++) {
      put(labels, naming.by().get(i), key.get(i));
    }
    return labels;
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty() && !value.equals(NOTHING)) {
      labels.put(name, value);
    }
  }

  /// What was said of a workload.
  ///
  /// @param series how many series say so
  private record Taken(Map<String, String> labels, int series) {
    Taken and(Taken newer) {
      return new Taken(newer.labels, newer.labels.equals(labels) ? series + 1 : 1);
    }

    @Nullable Taken without(Map<String, String> said) {
      if (!said.equals(labels)) {
        return this;
      }
      return series == 1 ? null : new Taken(labels, series - 1);
    }
  }

  /// The labels to take over, by those that say to whom they belong.
  private static final class Index {
    private final Lookup lookup;
    private final List<String> ours;
    private final Map<List<String>, Taken> taken = new HashMap<>();

    Index(Lookup lookup) {
      this.lookup = lookup;
      ours = List.copyOf(lookup.on().keySet());
    }

    /// Several series may say the same; of different words the last stands.
    void add(Map<String, String> seriesLabels) {
      Map<String, String> take = take(seriesLabels);
      if (!take.isEmpty()) {
        taken.merge(key(seriesLabels), new Taken(take, 1), Taken::and);
      }
    }

    void remove(Map<String, String> seriesLabels) {
      Map<String, String> take = take(seriesLabels);
      taken.computeIfPresent(key(seriesLabels), (key, said) -> said.without(take));
    }

    private Map<String, String> take(Map<String, String> seriesLabels) {
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
      return Map.copyOf(take);
    }

    private List<String> key(Map<String, String> seriesLabels) {
      return ours.stream()
          .map(our -> seriesLabels.getOrDefault(lookup.on().getOrDefault(our, ""), ""))
          .toList();
    }

    /// Takes the labels over, and says whether there were any; where the lookup does not apply none
    /// are missing.
    boolean complete(Map<String, String> labels) {
      boolean applies =
          lookup.when().entrySet().stream()
              .allMatch(when -> labels.getOrDefault(when.getKey(), "").equals(when.getValue()));
      if (!applies) {
        return true;
      }
      List<String> key = ours.stream().map(our -> labels.getOrDefault(our, "")).toList();
      Taken found = taken.get(key);
      if (found != null) {
        labels.putAll(found.labels);
      }
      return found != null;
    }
  }
}
