package dev.flatline.connectors.prometheus;

import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a server could tell of its workloads, and what it could not.
///
/// @param profiles what was asked, by profile
/// @param workloads what was answered, by workload
public record Coverage(List<OfProfile> profiles, List<OfWorkload> workloads) {

  /// Copies the lists.
  public Coverage {
    profiles = List.copyOf(profiles);
    workloads = List.copyOf(workloads);
  }

  /// What was asked by one profile.
  ///
  /// @param profile its name
  /// @param stepMillis from one sample to the next within the range
  /// @param historyStepMillis from one sample to the next before the range, 0 without history
  /// @param scrapeMillis how often the server scrapes the exporter, empty where it does not tell
  /// @param notThere what the profile knows and the exporter does not export
  public record OfProfile(
      String profile,
      long stepMillis,
      long historyStepMillis,
      Optional<Long> scrapeMillis,
      List<String> notThere) {

    /// Copies the list.
    public OfProfile {
      notThere = List.copyOf(notThere);
    }
  }

  /// What was answered for one workload.
  ///
  /// @param workload which
  /// @param metrics what was measured of it at least once
  /// @param samples how many samples it has, history included
  /// @param firstMillis the time of its first sample, 0 where it has none
  /// @param lastMillis the time of its last sample, 0 where it has none
  /// @param gap why its CPU cannot be judged, empty where it can
  public record OfWorkload(
      Workload workload,
      Set<Metric> metrics,
      long samples,
      long firstMillis,
      long lastMillis,
      Optional<Reason> gap) {

    /// Copies the set.
    public OfWorkload {
      metrics = Set.copyOf(metrics);
    }
  }

  /// How many workloads have each metric; a metric that none has is not in it.
  public Map<Metric, Integer> workloadsByMetric() {
    Map<Metric, Integer> counts = new EnumMap<>(Metric.class);
    for (OfWorkload workload : workloads) {
      workload.metrics().forEach(metric -> counts.merge(metric, 1, Integer::sum));
    }
    return counts;
  }

  /// The workloads whose CPU cannot be judged.
  public List<OfWorkload> notJudged() {
    return workloads.stream().filter(workload -> workload.gap().isPresent()).toList();
  }
}
