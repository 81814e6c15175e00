package dev.flatline.formats.message;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What a sink is told of the server itself: a warning, and what became of it. The warning has lost
/// its secrets.
///
/// @param id the same however often it is sent, as in [Message#id]
/// @param kind what became of the warning
/// @param at when that was, by the server's clock
/// @param warning as it is
/// @param console where the console is that shows it; empty where nobody has said
public record WarningMessage(
    String id, WarningKind kind, Instant at, ServerWarning warning, Optional<URI> console) {

  /// Takes the warning's secrets out.
  public WarningMessage {
    warning = warning.redacted();
  }

  /// Whether all is well again.
  boolean isOver() {
    return kind == WarningKind.CLOSED;
  }

  /// What it is about, whatever became of it.
  String subject() {
    return "Warning "
        + warning.id()
        + " from the Flatline server"
        + (warning.server().isEmpty() ? "" : " on " + warning.server());
  }

  /// What it is about and what became of it, in a line.
  String title() {
    return switch (kind) {
      case OPENED -> subject();
      case CHANGED -> subject() + ": now " + warning.severity().label();
      case CLOSED -> subject() + ": over";
    };
  }

  /// What is wrong, or was.
  String description() {
    return isOver() ? "Well again. It was: " + warning.text() : warning.text();
  }

  /// The console's page of the server's health.
  Optional<URI> page() {
    return console.map(base -> ConsolePages.of(base, "health"));
  }
}
