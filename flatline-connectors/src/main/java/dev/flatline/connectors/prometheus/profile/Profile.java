package dev.flatline.connectors.prometheus.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a kind of exporter calls the canonical metrics and how its labels name workloads. The
/// format of the files is described in `docs/reference/profiles.md`.
///
/// @param name how users call it
/// @param about one sentence
/// @param detect selectors; the exporter is there where any of them finds a series
/// @param interval the shortest step that makes sense, zero where the scrape interval does
/// @param names metrics that are called differently from version to version: the word used in the
///     queries, and the names to try in this order
/// @param workload how labels name workloads
/// @param partition labels by which the queries may be split, the coarsest first
/// @param quantities what is asked for
public record Profile(
    String name,
    String about,
    List<Selector> detect,
    Duration interval,
    Map<String, List<String>> names,
    WorkloadNaming workload,
    List<String> partition,
    List<Quantity> quantities) {

  /// Copies the collections.
  public Profile {
    detect = List.copyOf(detect);
    names = Map.copyOf(names);
    partition = List.copyOf(partition);
    quantities = List.copyOf(quantities);
  }

  /// A thing that is asked for.
  ///
  /// @param target what the values are
  /// @param alternatives queries that give it; the first whose metrics the server has is used
  public record Quantity(Target target, List<QueryTemplate> alternatives) {

    /// Copies the alternatives.
    public Quantity {
      alternatives = List.copyOf(alternatives);
    }
  }
}
