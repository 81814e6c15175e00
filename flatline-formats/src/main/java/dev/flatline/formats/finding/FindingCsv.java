package dev.flatline.formats.finding;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Findings as CSV for spreadsheets: a header, then one finding a line, lists joined by ` | `.
/// Names and sentences are made harmless, JSON is the form that loses nothing: what is invisible is
/// written out, and a text that a spreadsheet would take for a formula gets an apostrophe in front.
public final class FindingCsv {
  private static final List<String> HEADER =
      List.of(
          "id",
          "workload",
          "severity",
          "confidence",
          "firstObserved",
          "detectedAt",
          "lastObserved",
          "status",
          "technique",
          "summary",
          "detectors",
          "reasons",
          "context",
          "unknowns",
          "nextSteps",
          "unitHours",
          "unit",
          "money",
          "currency");

  private FindingCsv() {}

  /// The header and one line for each finding, in UTF-8 with line feeds. Does not close the stream.
  ///
  /// @throws IOException where the stream does
  public static void write(Iterable<Finding> findings, OutputStream out) throws IOException {
    // Not closed: that would close the stream, which is the caller's.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    try {
      csv.writeRecord(HEADER);
      for (Finding finding : findings) {
        csv.writeRecord(fields(finding));
      }
      csv.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> fields(Finding finding) {
    return List.of(
        text(finding.id()),
        text(finding.workload().name()),
        finding.severity().label(),
        number(finding.confidence()),
        finding.firstObserved().toString(),
        finding.detectedAt().toString(),
        finding.lastObserved().toString(),
        FindingJson.label(finding.status()),
        text(finding.technique().id()),
        text(finding.summary()),
        joined(finding.evidence().stream().map(Evidence::detector).toList()),
        joined(finding.evidence().stream().map(Evidence::summary).toList()),
        joined(finding.context()),
        joined(finding.unknowns()),
        joined(finding.nextSteps()),
        number(finding.cost().unitHours(finding.lasted())),
        finding.cost().equals(Cost.UNKNOWN) ? "" : finding.cost().resource().unit(),
        number(finding.cost().money(finding.lasted())),
        text(finding.cost().currency()));
  }

  private static String number(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "";
  }

  private static String joined(Collection<String> texts) {
    return text(texts.stream().collect(Collectors.joining(" | ")));
  }

  /// Spreadsheets run what begins with one of these, quoted or not.
  private static String text(String text) {
    String visible = VisibleText.of(text);
    return !visible.isEmpty() && "=+-@＝＋－＠".indexOf(visible.charAt(0)) >= 0
        ? "'" + visible
        : visible;
  }
}
