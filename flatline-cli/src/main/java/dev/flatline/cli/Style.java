package dev.flatline.cli;

import dev.flatline.core.finding.Severity;

/// Colour and weight, where the terminal takes them; else the text as it is.
enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  RED("1;31"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String on(String text, Terminal terminal) {
    return terminal.colour() && !code.isEmpty()
        ? "\u001b[" + code + "m" + text + "\u001b[0m"
        : text;
  }

  static Style of(Severity severity) {
    return switch (severity) {
      case HIGH -> RED;
      case MEDIUM -> YELLOW;
      case LOW -> CYAN;
    };
  }
}
