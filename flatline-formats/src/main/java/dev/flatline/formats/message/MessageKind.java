package dev.flatline.formats.message;

import java.util.Locale;

/// What became of a finding.
public enum MessageKind {
  /// It is new to whoever is told.
  OPENED,
  /// Its severity was raised or lowered.
  CHANGED,
  /// The behaviour ended.
  CLOSED,
  /// Nothing was found: somebody tries whether messages arrive.
  TEST;

  /// In lower case, as written in messages.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
