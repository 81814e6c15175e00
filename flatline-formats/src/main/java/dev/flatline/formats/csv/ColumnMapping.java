package dev.flatline.formats.csv;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.formats.DecimalText;
import dev.flatline.formats.Excerpt;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Where a foreign file has what a canonical column would hold.
public sealed interface ColumnMapping {

  /// A metric's column: `value = field * multiplier / divisor`.
  ///
  /// @param metric which metric
  /// @param column the column's name
  /// @param multiplier 1 unless `*NUMBER` was written
  /// @param divisor 1 unless `/NUMBER` was written
  record OfMetric(Metric metric, String column, double multiplier, double divisor)
      implements ColumnMapping {

    /// The value of a field.
    public double scaled(double field) {
      return multiplier == divisor ? field : field * multiplier / divisor;
    }
  }

  /// The workload's column.
  ///
  /// @param column the column's name
  record OfWorkload(String column) implements ColumnMapping {}

  /// One workload for all rows of a file that has no such column.
  ///
  /// @param name the workload's name
  record ConstantWorkload(String name) implements ColumnMapping {}

  /// The timestamp's column.
  ///
  /// @param column the column's name
  record OfTimestamp(String column) implements ColumnMapping {}

  /// Reads `TARGET=COLUMN`, for a metric also `METRIC=COLUMN/NUMBER` and `METRIC=COLUMN*NUMBER`,
  /// and `workload='NAME'`. A column whose own name ends like that is put in double quotes.
  ///
  /// @throws IllegalArgumentException where the text is not of this form; the message says what is
  static ColumnMapping parse(String text) {
    int equals = text.indexOf('=');
    String target = equals < 0 ? "" : text.substring(0, equals).strip();
    String source = text.substring(equals + 1).strip();
    if (target.isEmpty() || source.isEmpty()) {
      throw refusal(text, "is not TARGET=COLUMN, for example cpu_utilization=cpu_pct/100");
    }
    return switch (target) {
      case "workload" -> workload(text, source);
      case "timestamp" -> new OfTimestamp(unquoted(source, '"'));
      default -> metric(text, target, source);
    };
  }

  /// The canonical metric columns, separated by commas.
  static String metricNames() {
    return Arrays.stream(Metric.values()).map(Metric::metricName).collect(Collectors.joining(", "));
  }

  private static ColumnMapping workload(String text, String source) {
    if (source.charAt(0) != '\'') {
      return new OfWorkload(unquoted(source, '"'));
    }
    String name = unquoted(source, '\'');
    if (name.equals(source) || name.isBlank()) {
      throw refusal(text, "names no workload between its single quotes");
    }
    return new ConstantWorkload(name);
  }

  private static ColumnMapping metric(String text, String target, String source) {
    Optional<Metric> metric = Metric.named(target);
    if (metric.isEmpty()) {
      String allowed = "workload, timestamp, " + metricNames();
      throw refusal(text, "maps to " + Excerpt.of(target) + "; allowed are " + allowed);
    }
    int operator = Math.max(source.lastIndexOf('/'), source.lastIndexOf('*'));
    OptionalDouble factor =
        operator < 1 ? OptionalDouble.empty() : DecimalText.parse(source.substring(operator + 1));
    if (factor.isEmpty()) {
      return new OfMetric(metric.get(), unquoted(source, '"'), 1, 1);
    }
    double number = factor.getAsDouble();
    if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
      throw refusal(text, "scales by " + number + "; a finite number above 0 is needed");
    }
    String column = unquoted(source.substring(0, operator).strip(), '"');
    return source.charAt(operator) == '/'
        ? new OfMetric(metric.get(), column, 1, number)
        : new OfMetric(metric.get(), column, number, 1);
  }

  private static String unquoted(String text, char quote) {
    int last = text.length() - 1;
    boolean quoted = last > 0 && text.charAt(0) == quote && text.charAt(last) == quote;
    return quoted ? text.substring(1, last) : text;
  }

  private static IllegalArgumentException refusal(String text, String why) {
    return new IllegalArgumentException("column mapping " + Excerpt.of(text) + " " + why);
  }
}
