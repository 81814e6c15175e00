package dev.flatline.connectors.file;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.TimestampReader;
import dev.flatline.formats.csv.ColumnMapping.OfMetric;
import dev.flatline.formats.csv.ColumnPlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows of a Parquet file, as far as they are read: workload, timestamp, then the metrics.
final class ParquetRows {
  private static final int WORKLOAD = 1;
  private static final int TIMESTAMP = 2;
  private static final int FIRST_METRIC = 3;

  private final ColumnPlan plan;
  private final List<OfMetric> metrics = new ArrayList<>();
  private final List<String> selected = new ArrayList<>();
  private final ParquetColumn.TimeKind timeKind;
  private final TimestampReader timestamps = new TimestampReader();
  private final Map<String, Workload> workloads = new HashMap<>();

  /// @param plan which column holds what
  /// @param columns all columns of the file, in their order
  /// @throws dev.flatline.formats.DecodeException where a column has a type that cannot be read
  ParquetRows(ColumnPlan plan, List<ParquetColumn> columns) {
    this.plan = plan;
    ParquetColumn timestamp = columns.get(plan.timestampAt());
    timeKind = timestamp.timeKind();
    selected.add(plan.workloadAt() < 0 ? "NULL" : columns.get(plan.workloadAt()).asText());
    selected.add(timestamp.asTime());
    for (int i = 0; i < plan.width(); i++) {
      OfMetric metric = plan.metricAt(i);
      if (metric != null) {
        metrics.add(metric);
        selected.add(columns.get(i).asNumber(metric.metric()));
      }
    }
  }

  /// What to select, in SQL.
  String selection() {
    return String.join(", ", selected);
  }

  /// Takes the row at which the result stands.
  void take(ResultSet result, SampleIntake intake) throws SQLException {
    String workload = workload(result);
    if (workload.isEmpty()) {
      intake.dropRow(DropReason.NO_WORKLOAD, "");
      return;
    }
    long atMillis = atMillis(result);
    if (atMillis == TimestampReader.UNREADABLE) {
      String stored = result.getString(TIMESTAMP);
      intake.dropRow(DropReason.BAD_TIMESTAMP, stored == null ? "none" : Excerpt.of(stored));
      return;
    }
    for (int i = 0; i < metrics.size(); i++) {
      double value = result.getDouble(FIRST_METRIC + i);
      if (!result.wasNull()) {
        intake.value(metrics.get(i).metric(), metrics.get(i).scaled(value));
      }
    }
    intake.deliver(workloads.computeIfAbsent(workload, Workload::named), atMillis);
  }

  /// Adds what is known only after the last row.
  void addNotes(SampleIntake intake) {
    plan.addNotes(intake);
    if (timeKind == ParquetColumn.TimeKind.ZONELESS || timestamps.assumedUtc()) {
      intake.note("timestamps without a zone were taken as UTC");
    }
  }

  private String workload(ResultSet result) throws SQLException {
    if (plan.constantWorkload().isPresent()) {
      return plan.constantWorkload().get();
    }
    String name = result.getString(WORKLOAD);
    return name == null ? "" : name.strip();
  }

  private long atMillis(ResultSet result) throws SQLException {
    if (timeKind == ParquetColumn.TimeKind.TEXT) {
      String text = result.getString(TIMESTAMP);
      return text == null ? TimestampReader.UNREADABLE : timestamps.read(text);
    }
    double number = result.getDouble(TIMESTAMP);
    if (result.wasNull()) {
      return TimestampReader.UNREADABLE;
    }
    return switch (timeKind) {
      case NUMBER -> TimestampReader.ofNumber(number);
      case UTC, ZONELESS, TEXT -> number < 0 ? TimestampReader.UNREADABLE : (long) number;
    };
  }
}
