package dev.flatline.core.finding;

import java.util.Locale;

/// How bad a finding is if it is true. Confidence tells how sure it is.
public enum Severity {
  /// Worth knowing; most are innocent.
  LOW,
  /// Worth a look this week.
  MEDIUM,
  /// Worth a look now.
  HIGH;

  /// In lower case, as written in files and options.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The lower of two.
  public Severity atMost(Severity ceiling) {
    return compareTo(ceiling) <= 0 ? this : ceiling;
  }
}
