package dev.flatline.cli;

import dev.flatline.cli.doctor.CheckResult;
import dev.flatline.cli.doctor.Outcome;
import java.util.ArrayList;
import java.util.List;

/// What a doctor found, a row for each result: how it is, what was looked at, what was found, and
/// below it what to do.
///
/// @param terminal to which it is written
record DoctorText(Terminal terminal) {
  private static final int OUTCOME_COLUMNS = 9;
  private static final int CHECK_COLUMNS = 15;

  /// Narrower than this, words would break everywhere.
  private static final int LEAST_FOUND_COLUMNS = 40;

  /// The rows of a result.
  String of(CheckResult result) {
    StringBuilder rows = new StringBuilder();
    String outcome = pad(result.outcome().label(), OUTCOME_COLUMNS);
    rows.append(style(result.outcome()).on(outcome, terminal));
    rows.append(pad(result.check(), CHECK_COLUMNS));
    append(rows, TerminalText.of(result.found(), terminal), "");
    if (!result.advice().isEmpty()) {
      rows.append(" ".repeat(OUTCOME_COLUMNS + CHECK_COLUMNS));
      String arrow = terminal.unicode() ? "→ " : "> ";
      append(rows, TerminalText.of(result.advice(), terminal), arrow);
    }
    return rows.toString();
  }

  /// What comes behind the last one.
  String end(Outcome worst) {
    String text =
        switch (worst) {
          case OK, SKIPPED -> "All is well.";
          case WARNING -> "It works; see the warnings.";
          case PROBLEM -> "Something does not work; see the problems.";
        };
    return System.lineSeparator() + text + System.lineSeparator();
  }

  private void append(StringBuilder rows, String text, String first) {
    int indent = OUTCOME_COLUMNS + CHECK_COLUMNS;
    int width = terminal.columnsAtLeast(indent + LEAST_FOUND_COLUMNS) - indent;
    String below = System.lineSeparator() + " ".repeat(indent + first.length());
    rows.append(first)
        .append(String.join(below, wrapped(text, width - first.length())))
        .append(System.lineSeparator());
  }

  /// Paths and addresses stay whole.
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(1, columns - text.length()));
  }

  private static Style style(Outcome outcome) {
    return switch (outcome) {
      case OK -> Style.PLAIN;
      case WARNING -> Style.YELLOW;
      case PROBLEM -> Style.RED;
      case SKIPPED -> Style.DIM;
    };
  }
}
