package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.finding.FindingCsv;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.formats.report.HtmlReport;
import dev.flatline.formats.report.ReportedFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// Writes what a hunt found, in the format and to the place that the options name. What is said
/// about the hunt (coverage, drops, notes) goes to standard error unless it belongs to the format.
final class HuntOutput {
  private final Terminal terminal;
  private final CommandLine command;
  private final OutputOptions options;

  HuntOutput(Terminal terminal, CommandLine command, OutputOptions options) {
    this.terminal = terminal;
    this.command = command;
    this.options = options;
  }

  /// Writes the findings.
  ///
  /// @param again the command that gives the same again
  void write(HuntOutcome outcome, TelemetrySource source, String again) {
    List<Finding> shown = outcome.atLeast(options.minSeverity());
    switch (options.format()) {
      case table -> emit(out -> write(out, new HuntTable(terminal, options).text(outcome)));
      case json -> emit(out -> FindingJson.writeArray(shown, out));
      case jsonl -> emit(out -> FindingJson.writeLines(shown, out));
      case csv -> emit(out -> FindingCsv.write(shown, out));
      case html -> emit(out -> write(out, page(outcome, source, again)));
    }
    if (options.format() != OutputFormat.table) {
      command.getErr().print(new HuntTable(terminal.plain(), options).remarks(outcome));
      command.getErr().flush();
    }
  }

  /// Writes the HTML report to a file and says so.
  void writePage(HuntOutcome outcome, TelemetrySource source, String again, Path file) {
    String page = page(outcome, source, again);
    OutputFile.write(file, out -> write(out, page));
    PrintWriter voice =
        options.format() == OutputFormat.table ? command.getOut() : command.getErr();
    voice.println("Report with pictures: " + file.toAbsolutePath());
    voice.flush();
  }

  private String page(HuntOutcome outcome, TelemetrySource source, String again) {
    List<Finding> shown = outcome.atLeast(options.minSeverity());
    List<ReportedFinding> reported =
        new ArrayList<>(
            ProgressLine.during(
                terminal,
                "Drawing",
                ProgressLine.Unit.MEGABYTES,
                progress -> new SeriesPass(shown).over(source, progress)));
    reported.addAll(SeriesPass.undrawn(shown));
    return HtmlReport.render(HuntPage.of(outcome, reported, source.description(), again));
  }

  private void emit(OutputFile.Content content) {
    Path file = options.output();
    if (file != null) {
      OutputFile.write(file, content);
      command.getErr().println("Written: " + file.toAbsolutePath());
      return;
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.writeTo(bytes);
      command.getOut().print(bytes.toString(StandardCharsets.UTF_8));
      command.getOut().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
