package dev.flatline.cli;

import dev.flatline.connectors.host.RecordingReport;
import java.io.PrintStream;
import java.time.Duration;

/// One line on the terminal that says how far a recording is. Where standard error is no terminal,
/// nothing.
final class RecordLine {
  private final Terminal terminal;
  private final Duration planned;
  private final PrintStream err;

  RecordLine(Terminal terminal, Duration planned, PrintStream err) {
    this.terminal = terminal;
    this.planned = planned;
    this.err = err;
  }

  /// Draws the line anew.
  void show(RecordingReport report) {
    if (terminal.stderr()) {
      err.print('\r' + fitted(text(report)));
      err.flush();
    }
  }

  /// Leaves an empty line behind.
  void clear() {
    if (terminal.stderr()) {
      err.print('\r' + fitted("") + '\r');
      err.flush();
    }
  }

  private String text(RecordingReport report) {
    return "Recording %s of %s, %s, %s"
        .formatted(
            RecordSummary.minutes(report.elapsed()),
            RecordSummary.minutes(planned),
            RecordSummary.count(report.samples(), "sample"),
            RecordSummary.count(report.workloads(), "workload"));
  }

  /// Cut or padded to the width, so that nothing wraps and nothing is left of the line before.
  private String fitted(String text) {
    int columns = terminal.columns() - 1;
    return text.length() > columns
        ? text.substring(0, columns)
        : text + " ".repeat(columns - text.length());
  }
}
