package dev.flatline.formats.csv;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.csv.ColumnMapping.ConstantWorkload;
import dev.flatline.formats.csv.ColumnMapping.OfMetric;
import dev.flatline.formats.csv.ColumnMapping.OfTimestamp;
import dev.flatline.formats.csv.ColumnMapping.OfWorkload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the columns of a plan: mappings first, then the canonical names that are still free.
final class ColumnLookup {
  private static final int NOT_FOUND = -1;

  private final List<String> header;
  private final @Nullable OfMetric[] metricAt;
  private final Set<Metric> found = EnumSet.noneOf(Metric.class);
  private int workloadAt = NOT_FOUND;
  private int timestampAt = NOT_FOUND;
  private Optional<String> constantWorkload = Optional.empty();

  ColumnLookup(List<String> names, List<ColumnMapping> mappings) {
    header = names.stream().map(String::strip).toList();
    checkSeparator();
    metricAt = new OfMetric[header.size()];
    mappings.forEach(this::place);
    placeCanonical();
    checkNothingMissing();
    checkOneUse(timestampAt, "timestamp");
    checkOneUse(workloadAt, "workload");
  }

  List<String> header() {
    return header;
  }

  int workloadAt() {
    return workloadAt;
  }

  int timestampAt() {
    return timestampAt;
  }

  Optional<String> constantWorkload() {
    return constantWorkload;
  }

  @Nullable OfMetric[] metricAt() {
    return metricAt;
  }

  /// One column is never enough, and most often it is several that commas do not separate.
  private void checkSeparator() {
    String only = header.size() == 1 ? header.getFirst() : "";
    String separator =
        only.contains(";") ? "';'" : only.contains("\t") ? "tabs" : only.contains("|") ? "'|'" : "";
    if (!separator.isEmpty()) {
      throw new DecodeException(
          DecodeException.Reason.HEADER,
          "the columns are separated by " + separator + ": telemetry CSV has commas");
    }
  }

  private void place(ColumnMapping mapping) {
    switch (mapping) {
      case OfMetric metric -> placeMetric(metric, mapped(metric.column()));
      case OfWorkload workload -> workloadAt = mapped(workload.column());
      case OfTimestamp timestamp -> timestampAt = mapped(timestamp.column());
      case ConstantWorkload constant -> constantWorkload = Optional.of(constant.name());
    }
  }

  private void placeMetric(OfMetric column, int index) {
    if (!found.add(column.metric())) {
      throw refusal("two columns for " + column.metric().metricName());
    }
    OfMetric other = metricAt[index];
    if (other != null) {
      throw refusal(
          "column %s is mapped to %s and to %s"
              .formatted(
                  Excerpt.of(column.column()),
                  other.metric().metricName(),
                  column.metric().metricName()));
    }
    metricAt[index] = column;
  }

  private void placeCanonical() {
    if (workloadAt == NOT_FOUND && constantWorkload.isEmpty()) {
      workloadAt = canonical("workload");
    }
    if (timestampAt == NOT_FOUND) {
      timestampAt = canonical("timestamp");
    }
    for (Metric metric : Metric.values()) {
      int index = found.contains(metric) ? NOT_FOUND : canonical(metric.metricName());
      if (index != NOT_FOUND && metricAt[index] == null) {
        placeMetric(new OfMetric(metric, metric.metricName(), 1, 1), index);
      }
    }
  }

  /// Names all that is missing at once: a foreign header most often lacks several.
  private void checkNothingMissing() {
    List<String> missing = new ArrayList<>();
    if (workloadAt == NOT_FOUND && constantWorkload.isEmpty()) {
      missing.add(
          "no column 'workload' (name another with --map workload=COLUMN, or the one workload of the"
              + " file with --map \"workload='NAME'\")");
    }
    if (timestampAt == NOT_FOUND) {
      missing.add("no column 'timestamp' (name another with --map timestamp=COLUMN)");
    }
    if (found.isEmpty()) {
      missing.add(
          "no column of a metric (name one with, for example, --map cpu_utilization=COLUMN, or"
              + " COLUMN/100 for a percentage; metrics are "
              + ColumnMapping.metricNames()
              + ")");
    }
    if (!missing.isEmpty()) {
      throw refusal(String.join(", ", missing));
    }
  }

  private void checkOneUse(int index, String use) {
    OfMetric metric = index == NOT_FOUND ? null : metricAt[index];
    if (metric != null || workloadAt == timestampAt) {
      String other = metric == null ? "workload" : metric.metric().metricName();
      throw refusal("one column for both " + other + " and " + use);
    }
  }

  private int mapped(String column) {
    int index = indexOf(column);
    if (index == NOT_FOUND) {
      throw refusal("no column " + Excerpt.of(column) + ", which --map names");
    }
    return index;
  }

  private int indexOf(String column) {
    int index = header.indexOf(column);
    if (index != header.lastIndexOf(column)) {
      throw refusal("two columns " + Excerpt.of(column));
    }
    return index;
  }

  /// The column of a canonical name, which may be written in another case.
  private int canonical(String name) {
    int found = indexOf(name);
    if (found != NOT_FOUND) {
      return found;
    }
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name)) {
        if (found != NOT_FOUND) {
          throw refusal("two columns " + Excerpt.of(name) + ", in different case");
        }
        found = i;
      }
    }
    return found;
  }

  private DecodeException refusal(String what) {
    return new DecodeException(
        DecodeException.Reason.HEADER,
        "the header has " + what + ". Its columns are " + Excerpt.of(header));
  }
}
