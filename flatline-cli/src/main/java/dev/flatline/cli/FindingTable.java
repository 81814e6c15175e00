package dev.flatline.cli;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.TimeText;
import dev.flatline.formats.text.VisibleText;
import java.util.List;
import java.util.Map;

/// Findings as a table for a terminal: a row each, and under it why.
final class FindingTable {
  private static final int SPARK_COLUMNS = 24;
  private static final int TIME_COLUMNS = 16;
  private static final int SEVERITY_COLUMNS = 8;
  private static final int CONFIDENCE_COLUMNS = 5;
  private static final int LEAST_NAME_COLUMNS = 12;
  private static final int GAP = 2;
  private static final double NO_CPU = Double.NaN;

  private final Terminal terminal;
  private final Map<String, CpuTrail> trails;

  FindingTable(Terminal terminal, Map<String, CpuTrail> trails) {
    this.terminal = terminal;
    this.trails = trails;
  }

  /// The table; an empty text where there is no finding.
  String of(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    int nameColumns = nameColumns(findings);
    StringBuilder table = new StringBuilder();
    String header =
        row("severity", "workload", nameColumns, "since (UTC)", "detected (UTC)", "CPU", "conf.");
    table.append(Style.BOLD.on(header.stripTrailing(), terminal)).append('\n');
    for (Finding finding : findings) {
      add(table, finding, nameColumns);
    }
    return table.toString();
  }

  private void add(StringBuilder table, Finding finding, int nameColumns) {
    String name = TextWidth.shortened(VisibleText.of(finding.workload().name()), nameColumns);
    String severity = finding.severity().label();
    String row =
        row(
            severity,
            name,
            nameColumns,
            TimeText.minute(finding.firstObserved()),
            TimeText.minute(finding.detectedAt()),
            Sparkline.of(cpu(finding), SPARK_COLUMNS, terminal.unicode()),
            String.format(java.util.Locale.ROOT, "%3.0f %%", 100 * finding.confidence()));
    String coloured = Style.of(finding.severity()).on(severity, terminal);
    table.append(coloured).append(row.substring(severity.length()).stripTrailing()).append('\n');
    int indent = SEVERITY_COLUMNS + GAP;
    for (String line : TextWidth.wrapped(VisibleText.of(finding.summary()), columns() - indent)) {
      table.append(" ".repeat(indent)).append(Style.DIM.on(line, terminal)).append('\n');
    }
    for (String context : finding.context()) {
      for (String line :
          TextWidth.wrapped("policy: " + VisibleText.of(context), columns() - indent)) {
        table.append(" ".repeat(indent)).append(line).append('\n');
      }
    }
  }

  private double[] cpu(Finding finding) {
    CpuTrail trail = trails.get(finding.workload().name());
    return trail == null ? new double[] {NO_CPU} : trail.means();
  }

  private int columns() {
    return Math.max(60, terminal.columns());
  }

  private int nameColumns(List<Finding> findings) {
    int fixed = SEVERITY_COLUMNS + 2 * TIME_COLUMNS + SPARK_COLUMNS + CONFIDENCE_COLUMNS + 5 * GAP;
    int longest = LEAST_NAME_COLUMNS;
    for (Finding finding : findings) {
      longest = Math.max(longest, TextWidth.of(VisibleText.of(finding.workload().name())));
    }
    return Math.max(LEAST_NAME_COLUMNS, Math.min(longest, columns() - fixed));
  }

  private static String row(
      String severity,
      String name,
      int nameColumns,
      String since,
      String detected,
      String cpu,
      String confidence) {
    String gap = " ".repeat(GAP);
    return TextWidth.padded(severity, SEVERITY_COLUMNS)
        + gap
        + TextWidth.padded(name, nameColumns)
        + gap
        + TextWidth.padded(since, TIME_COLUMNS)
        + gap
        + TextWidth.padded(detected, TIME_COLUMNS)
        + gap
        + TextWidth.padded(cpu, SPARK_COLUMNS)
        + gap
        + confidence;
  }
}
