package dev.flatline.formats.csv;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.ColumnMapping.OfMetric;
import dev.flatline.formats.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which column of a table holds what: found once from the header, then asked by the column's
/// index.
public final class ColumnPlan {
  private final List<String> header;
  private final int workloadAt;
  private final int timestampAt;
  private final Optional<String> constantWorkload;
  private final @Nullable OfMetric[] metricAt;

  ColumnPlan(ColumnLookup found) {
    this.header = found.header();
    this.workloadAt = found.workloadAt();
    this.timestampAt = found.timestampAt();
    this.constantWorkload = found.constantWorkload();
    this.metricAt = found.metricAt();
  }

  /// Finds the canonical columns, or those that a mapping puts in their place.
  ///
  /// @param header the names as they are in the file
  /// @throws dev.flatline.formats.DecodeException where a needed column is missing or named twice;
  ///     the message names what was found, what is allowed and how to map
  public static ColumnPlan of(List<String> header, List<ColumnMapping> mappings) {
    return new ColumnPlan(new ColumnLookup(header, mappings));
  }

  /// How many columns there are.
  public int width() {
    return header.size();
  }

  /// The index of the workload's column, -1 where the workload is a constant.
  public int workloadAt() {
    return workloadAt;
  }

  /// The index of the timestamp's column.
  public int timestampAt() {
    return timestampAt;
  }

  /// The workload of all rows, where it has no column.
  public Optional<String> constantWorkload() {
    return constantWorkload;
  }

  /// The metric in a column, null where the column is no metric's.
  public @Nullable OfMetric metricAt(int index) {
    return metricAt[index];
  }

  /// Notes which columns were ignored and which look like a percentage. To be called after the last
  /// row.
  public void addNotes(SampleIntake intake) {
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < metricAt.length; i++) {
      OfMetric column = metricAt[i];
      if (column != null) {
        noteIfPercentage(column, intake);
      } else if (i != workloadAt && i != timestampAt) {
        ignored.add(header.get(i));
      }
    }
    if (!ignored.isEmpty()) {
      intake.note("ignored columns: " + Excerpt.of(ignored));
    }
  }

  private static void noteIfPercentage(OfMetric column, SampleIntake intake) {
    Metric metric = column.metric();
    if (metric.unit() == Unit.SHARE && intake.looksLikePercentage(metric)) {
      String name = VisibleText.of(column.column());
      intake.note(
          "column '%s' looks like a percentage; a share of 0 to 1 is needed: --map %s=%s/100"
              .formatted(name, metric.metricName(), name));
    }
  }
}
