package dev.flatline.formats;

import dev.flatline.core.telemetry.DropCounts;
import java.util.List;

/// What decoding gave. `received = delivered + dropped.rows()`; values dropped out of a row that
/// was otherwise whole are counted apart, under the reasons of scope value.
///
/// @param received rows that came in
/// @param delivered samples handed over
/// @param dropped what was not, by reason
/// @param notes things a user should know, each once: ignored columns, where each reason first held
public record DecodeReport(long received, long delivered, DropCounts dropped, List<String> notes) {

  /// Copies the notes.
  public DecodeReport {
    notes = List.copyOf(notes);
  }
}
