package dev.flatline.cli.evaluate;

import dev.flatline.formats.report.EvaluationPage;
import dev.flatline.formats.report.EvaluationReport;
import java.time.Instant;

/// An evaluation in a form to be kept.
public enum EvaluationFile {
  /// One self-contained page with a picture.
  HTML {
    @Override
    public String of(Evaluation evaluation, String source, String command, String version) {
      EvaluationTables tables = new EvaluationTables(evaluation);
      return EvaluationPage.render(
          new EvaluationReport(
              source,
              command,
              Instant.now(),
              version,
              tables.lead(),
              tables.all(),
              evaluation.plan().injected()
                  ? EvaluationTables.powerPoints(evaluation)
                  : java.util.List.of()));
    }
  },
  /// All numbers, for programs.
  JSON {
    @Override
    public String of(Evaluation evaluation, String source, String command, String version) {
      return EvaluationJson.of(evaluation);
    }
  },
  /// Tables.
  MD {
    @Override
    public String of(Evaluation evaluation, String source, String command, String version) {
      return "# Evaluation of " + source + "\n\n`" + command + "`\n\n" + text(evaluation);
    }
  };

  /// The text of such a file.
  ///
  /// @param source what was read
  /// @param command how to do it again
  /// @param version of Flatline
  public abstract String of(Evaluation evaluation, String source, String command, String version);

  /// The same for a terminal.
  public static String text(Evaluation evaluation) {
    return EvaluationMarkdown.of(evaluation);
  }
}
