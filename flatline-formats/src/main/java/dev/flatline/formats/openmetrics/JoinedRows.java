package dev.flatline.formats.openmetrics;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.SampleIntake;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Joins points of the same workload and time into rows. An exposition holds one metric after the
/// other, so that nothing can be handed over before its end: memory grows with the rows, up to
/// [#MAX_ROWS].
final class JoinedRows {
  /// About 300 MB.
  static final int MAX_ROWS = 1_000_000;

  private final Map<Workload, TreeMap<Long, Row>> byWorkload = new LinkedHashMap<>();
  private final int maxRows;
  private int count;

  JoinedRows(int maxRows) {
    this.maxRows = maxRows;
  }

  /// The points of one workload at one time.
  private record Row(long line, Map<Metric, Double> values) {}

  /// Adds a point.
  ///
  /// @param line the number of its line
  /// @return whether it is the first for this workload, metric and time; another is not taken
  boolean add(Series.Known series, long atMillis, double value, long line) {
    TreeMap<Long, Row> rows =
        byWorkload.computeIfAbsent(series.workload(), workload -> new TreeMap<>());
    Row row = rows.computeIfAbsent(atMillis, at -> newRow(line));
    return row.values().putIfAbsent(series.metric(), value) == null;
  }

  /// Hands all rows over, each workload's in order of time.
  void deliver(SampleIntake intake) {
    byWorkload.forEach(
        (workload, rows) ->
            rows.forEach(
                (atMillis, row) -> {
                  intake.startRow(row.line());
                  row.values().forEach(intake::value);
                  intake.deliver(workload, atMillis);
                }));
  }

  private Row newRow(long line) {
    if (++count > maxRows) {
      throw new DecodeException(
          DecodeException.Reason.TOO_LARGE,
          "more than %,d samples: metrics text has to be joined in memory; hunt the server itself"
                  .formatted(maxRows)
              + " with --prometheus, or give telemetry CSV");
    }
    return new Row(line, new EnumMap<>(Metric.class));
  }
}
