package dev.flatline.connectors.prometheus;

import dev.flatline.formats.prometheus.SeriesVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one query gave for one slice: for each workload's labels, a value or NaN for each time.
final class Column implements SeriesVisitor {
  private static final double[] NONE = new double[0];

  private final List<String> by;
  private final TimeGrid grid;
  private final Map<List<String>, double[]> rows = new HashMap<>();
  private double @Nullable [] current;
  private long notANumber;
  private long offGrid;
  private long duplicates;

  /// An empty column.
  ///
  /// @param by the labels that tell workloads apart
  /// @param grid the times
  Column(List<String> by, TimeGrid grid) {
    this.by = by;
    this.grid = grid;
  }

  @Override
  public void series(Map<String, String> labels) {
    List<String> key = new ArrayList<>(by.size());
    for (String label : by) {
      key.add(labels.getOrDefault(label, ""));
    }
    double[] row = unmeasured();
    boolean first = rows.putIfAbsent(key, row) == null;
    current = first ? row : null;
  }

  @Override
  public void point(long atMillis, double value) {
    int index = grid.indexOf(atMillis);
    if (index < 0) {
      offGrid++;
    } else if (current == null) {
      duplicates++;
    } else if (Double.isNaN(value)) {
      notANumber++;
    } else {
      current[index] = value;
    }
  }

  /// Takes over what another column, of a part of these times or series, has.
  void add(Column part) {
    int at = Math.toIntExact((part.grid.firstMillis() - grid.firstMillis()) / grid.stepMillis());
    part.rows.forEach(
        (key, values) ->
            System.arraycopy(
                values,
                0,
                rows.computeIfAbsent(key, absent -> unmeasured()),
                at,
                part.grid.points()));
    notANumber += part.notANumber;
    offGrid += part.offGrid;
    duplicates += part.duplicates;
  }

  /// Gives every time without a value the last one before it, and those before the first the first:
  /// for what seldom changes and is asked for less often than the rest.
  void hold() {
    for (double[] row : rows.values()) {
      double held = Double.NaN;
      for (double value : row) {
        if (!Double.isNaN(value)) {
          held = value;
          break;
        }
      }
      for (int i = 0; i < row.length; i++) {
        held = Double.isNaN(row[i]) ? held : row[i];
        row[i] = held;
      }
    }
  }

  Set<List<String>> keys() {
    return rows.keySet();
  }

  TimeGrid grid() {
    return grid;
  }

  /// The values of a workload, empty where it has none.
  double[] values(List<String> key) {
    return rows.getOrDefault(key, NONE);
  }

  /// How many values were NaN, as a division by zero gives them.
  long notANumber() {
    return notANumber;
  }

  /// How many points were at times that nobody asked for.
  long offGrid() {
    return offGrid;
  }

  /// How many points belonged to a second series of the same workload.
  long duplicates() {
    return duplicates;
  }

  private double[] unmeasured() {
    double[] row = new double[grid.points()];
    Arrays.fill(row, Double.NaN);
    return row;
  }
}
