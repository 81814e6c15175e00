package dev.flatline.server.console;

import java.time.Duration;

/// For how many days a form asks for something.
final class Days {
  private Days() {}

  /// @param text as it was typed
  /// @param most that the form allows
  /// @throws IllegalArgumentException saying what is expected
  static Duration parse(String text, int most) {
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("days: expected 1 to " + most);
    }
    return Duration.ofDays(Integer.parseInt(text));
  }
}
