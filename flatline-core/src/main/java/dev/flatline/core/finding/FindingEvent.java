package dev.flatline.core.finding;

import java.time.Instant;

/// Something that became of a finding and that the finding itself does not carry any more.
public sealed interface FindingEvent {
  /// When.
  Instant at();

  /// It was given a severity: its first, or another one.
  ///
  /// @param at when it was detected with it, event time
  /// @param severity from then on
  record Rated(Instant at, Severity severity) implements FindingEvent {}

  /// A sink was told of it.
  ///
  /// @param at when the sink had it, by the server's clock
  /// @param sink its name
  /// @param message what it was told: opened, changed or closed
  record Told(Instant at, String sink, String message) implements FindingEvent {}

  /// A sink could not be told of it, and nobody tries any more.
  ///
  /// @param at when it was given up, by the server's clock
  /// @param sink its name
  /// @param reason what was in the way
  record NotTold(Instant at, String sink, String reason) implements FindingEvent {}
}
