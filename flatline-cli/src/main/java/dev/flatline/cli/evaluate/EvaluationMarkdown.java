package dev.flatline.cli.evaluate;

import dev.flatline.formats.report.TitledTable;
import java.util.List;

/// An evaluation as Markdown whose tables also read well in a terminal.
final class EvaluationMarkdown {
  private EvaluationMarkdown() {}

  static String of(Evaluation evaluation) {
    EvaluationTables tables = new EvaluationTables(evaluation);
    StringBuilder text = new StringBuilder(tables.lead()).append('\n');
    for (TitledTable table : tables.all()) {
      text.append("\n## ").append(table.title()).append('\n');
      text.append(table.note().isEmpty() ? "" : table.note() + "\n").append('\n');
      append(table, text);
    }
    return text.toString();
  }

  /// Cells padded to the width of their column.
  private static void append(TitledTable table, StringBuilder text) {
    int[] widths = new int[table.header().size()];
    widen(widths, table.header());
    table.rows().forEach(row -> widen(widths, row));
    append(table.header(), widths, text);
    for (int width : widths) {
      text.append('|').append("-".repeat(width + 2));
    }
    text.append("|\n");
    table.rows().forEach(row -> append(row, widths, text));
  }

  private static void widen(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static void append(List<String> row, int[] widths, StringBuilder text) {
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      text.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
    }
    text.append("|\n");
  }
}
