package dev.flatline.cli.doctor;

import java.util.Locale;

/// How something is.
public enum Outcome {
  /// All is well.
  OK,
  /// It works, and may not for long.
  WARNING,
  /// It does not work.
  PROBLEM,
  /// Nobody looked.
  SKIPPED;

  /// In lower case, as people and programs read it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
