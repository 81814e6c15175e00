package dev.flatline.cli;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import java.util.List;
import java.util.Map;

/// Findings as a table for a terminal: a row each, and under it why. Never wider than the terminal:
/// first the name and the course of the CPU give way, then columns go.
final class FindingTable {
  private static final int SEVERITY_COLUMNS = 8;
  private static final int TIME_COLUMNS = 16;
  private static final int CONFIDENCE_COLUMNS = 6;
  private static final int GAP = 2;
  private static final int INDENT = SEVERITY_COLUMNS + GAP;
  private static final int LEAST_NAME_COLUMNS = 12;
  private static final int MOST_NAME_COLUMNS = 60;
  private static final int LEAST_SPARK_COLUMNS = 8;
  private static final int MOST_SPARK_COLUMNS = 24;
  private static final double[] NO_CPU = {};

  private final Terminal terminal;
  private final Map<String, CpuTrail> trails;
  private final Map<String, String> remarks;

  FindingTable(Terminal terminal, Map<String, CpuTrail> trails) {
    this(terminal, trails, Map.of());
  }

  /// @param remarks what stands last below findings, by their ids
  FindingTable(Terminal terminal, Map<String, CpuTrail> trails, Map<String, String> remarks) {
    this.terminal = terminal;
    this.trails = trails;
    this.remarks = remarks;
  }

  /// The table; an empty text where there is no finding.
  String of(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    Layout layout = Layout.of(terminal.columnsAtLeast(INDENT * 4), longestName(findings));
    StringBuilder table = new StringBuilder();
    String header =
        layout.row(
            "severity", "workload", "since (UTC)", "detected (UTC)", course(findings), "conf.");
    table.append(Style.BOLD.on(header, terminal)).append('\n');
    for (Finding finding : findings) {
      addRow(table, finding, layout);
      addLines(table, TerminalText.of(finding.summary(), terminal), Style.DIM);
      for (String context : finding.context()) {
        addLines(table, "policy: " + TerminalText.of(context, terminal), Style.PLAIN);
      }
      String remark = remarks.get(finding.id());
      if (remark != null) {
        addLines(table, TerminalText.of(remark, terminal), Style.PLAIN);
      }
    }
    return table.toString();
  }

  /// What the course beside a finding is of.
  private static String course(List<Finding> findings) {
    boolean gpu =
        findings.stream()
            .flatMap(finding -> finding.evidence().stream())
            .anyMatch(evidence -> evidence.aspect().isOfGpu());
    return gpu ? "CPU/GPU" : "CPU";
  }

  private void addRow(StringBuilder table, Finding finding, Layout layout) {
    String severity = finding.severity().label();
    String row =
        layout.row(
            severity,
            TextWidth.shortened(name(finding), layout.name(), terminal.ellipsis()),
            TimeText.minute(finding.firstObserved()),
            TimeText.minute(finding.detectedAt()),
            Sparkline.of(cpu(finding), layout.spark(), terminal.unicode()),
            QuantityText.probability(finding.confidence()));
    table.append(Style.of(finding.severity()).on(severity, terminal));
    table.append(row.substring(severity.length())).append('\n');
  }

  private void addLines(StringBuilder table, String text, Style style) {
    int columns = terminal.columnsAtLeast(INDENT * 4) - INDENT;
    for (String line : TextWidth.wrapped(text, columns)) {
      String isolated = TerminalText.isolated(line);
      table.append(" ".repeat(INDENT)).append(style.on(isolated, terminal)).append('\n');
    }
  }

  private double[] cpu(Finding finding) {
    CpuTrail trail = trails.get(finding.workload().name());
    return trail == null ? NO_CPU : trail.means();
  }

  private String name(Finding finding) {
    return TerminalText.of(finding.workload().name(), terminal);
  }

  private int longestName(List<Finding> findings) {
    return findings.stream().mapToInt(finding -> TextWidth.of(name(finding))).max().orElse(0);
  }

  /// How many columns the parts of a row get; those with none are left out.
  private record Layout(int name, int detected, int spark) {

    static Layout of(int columns, int longestName) {
      int wanted = Math.clamp(longestName, LEAST_NAME_COLUMNS, MOST_NAME_COLUMNS);
      int room = columns - INDENT - GAP - TIME_COLUMNS - GAP - CONFIDENCE_COLUMNS;
      int detected = room >= LEAST_NAME_COLUMNS + GAP + TIME_COLUMNS ? TIME_COLUMNS : 0;
      room -= detected == 0 ? 0 : detected + GAP;
      int spark = Math.clamp(room - GAP - wanted, LEAST_SPARK_COLUMNS, MOST_SPARK_COLUMNS);
      spark = room >= LEAST_NAME_COLUMNS + GAP + LEAST_SPARK_COLUMNS ? spark : 0;
      room -= spark == 0 ? 0 : spark + GAP;
      return new Layout(Math.min(wanted, room), detected, spark);
    }

    String row(
        String severity, String name, String since, String found, String cpu, String confidence) {
      return cell(severity, SEVERITY_COLUMNS)
          + TerminalText.isolated(name)
          + " ".repeat(Math.max(0, this.name - TextWidth.of(name)) + GAP)
          + cell(since, TIME_COLUMNS)
          + cell(found, detected)
          + cell(cpu, spark)
          + confidence;
    }

    private static String cell(String text, int columns) {
      return columns == 0 ? "" : TextWidth.padded(text, columns + GAP);
    }
  }
}
