package dev.flatline.formats.report;

import java.time.Instant;

/// One run over a source.
///
/// @param source the source in words: a file's name or a URL without secrets
/// @param command the command that gives this report again
/// @param from the first sample's time
/// @param to the last sample's time
/// @param generatedAt when the report was made
/// @param version of Flatline
public record Hunt(
    String source, String command, Instant from, Instant to, Instant generatedAt, String version) {

  /// Checks the times.
  ///
  /// @throws IllegalArgumentException where they are reversed
  public Hunt {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("hunted from " + from + " to " + to);
    }
  }
}
