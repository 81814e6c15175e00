package dev.flatline.connectors;

import dev.flatline.core.telemetry.DropCounts;
import java.util.List;

/// What a source gave. `received = delivered + dropped.rows()`; values dropped out of a delivered
/// row are counted apart, under the reasons of scope value.
///
/// @param received rows or points that came in
/// @param delivered samples handed to the sink
/// @param dropped what was not, by reason
/// @param notes things a user should know (ignored columns, partial responses, mapped labels), each
///     once
public record SourceReport(long received, long delivered, DropCounts dropped, List<String> notes) {

  /// Copies the notes.
  public SourceReport {
    notes = List.copyOf(notes);
  }
}
