package dev.flatline.formats.message;

import java.util.Locale;

/// What became of a warning.
public enum WarningKind {
  /// It is new to whoever is told.
  OPENED,
  /// It got better or worse.
  CHANGED,
  /// All is well with that thing again, as far as is known.
  CLOSED;

  /// In lower case, as written in messages.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
