package dev.flatline.connectors;

import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a source gave. `received = delivered + dropped.rows()`; values dropped out of a delivered
/// row are counted apart, under the reasons of scope value.
///
/// @param received rows or points that came in
/// @param delivered samples handed to the sink
/// @param dropped what was not, by reason
/// @param notes things a user should know (ignored columns, partial responses, mapped labels), each
///     once
/// @param unjudged workloads that it knows of and cannot deliver CPU for
/// @param askedTo up to when it was asked; empty where it has an end of its own, as files do
public record SourceReport(
    long received,
    long delivered,
    DropCounts dropped,
    List<String> notes,
    List<Unjudged> unjudged,
    Optional<Instant> askedTo) {

  /// Copies the lists.
  public SourceReport {
    notes = List.copyOf(notes);
    unjudged = List.copyOf(unjudged);
  }

  /// A source that knows of no workload but those it delivers.
  public SourceReport(long received, long delivered, DropCounts dropped, List<String> notes) {
    this(received, delivered, dropped, notes, List.of());
  }

  /// A source with an end of its own.
  public SourceReport(
      long received,
      long delivered,
      DropCounts dropped,
      List<String> notes,
      List<Unjudged> unjudged) {
    this(received, delivered, dropped, notes, unjudged, Optional.empty());
  }

  /// A workload whose CPU cannot be judged.
  ///
  /// @param workload which
  /// @param reason why not
  public record Unjudged(Workload workload, Reason reason) {}
}
