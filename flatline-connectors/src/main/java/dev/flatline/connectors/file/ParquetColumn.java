package dev.flatline.connectors.file;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.Excerpt;
import java.util.regex.Pattern;

/// A column of a Parquet file.
///
/// @param name as stored
/// @param type DuckDB's name of its type
record ParquetColumn(String name, String type) {
  private static final Pattern NUMBER =
      Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*");
  private static final Pattern WITHOUT_ZONE = Pattern.compile("DATE|TIMESTAMP(_S|_MS|_NS)?");
  private static final Pattern WITH_ZONE = Pattern.compile("TIMESTAMP( WITH TIME ZONE|TZ).*");

  /// How points in time are stored.
  enum TimeKind {
    /// As a number of seconds or milliseconds.
    NUMBER,
    /// As a calendar time in UTC.
    UTC,
    /// As a calendar time in no zone.
    ZONELESS,
    /// As text.
    TEXT
  }

  /// SQL that gives the column as text.
  String asText() {
    return "CAST(" + quoted() + " AS VARCHAR)";
  }

  /// SQL that gives the column as a number for a metric.
  ///
  /// @throws DecodeException where the column holds no numbers
  String asNumber(Metric metric) {
    if (!NUMBER.matcher(type).matches()) {
      throw unfit(metric.metricName() + " needs a number");
    }
    return "CAST(" + quoted() + " AS DOUBLE)";
  }

  /// How the column holds points in time.
  ///
  /// @throws DecodeException where it holds none
  TimeKind timeKind() {
    if (NUMBER.matcher(type).matches()) {
      return TimeKind.NUMBER;
    }
    if (WITH_ZONE.matcher(type).matches()) {
      return TimeKind.UTC;
    }
    if (WITHOUT_ZONE.matcher(type).matches()) {
      return TimeKind.ZONELESS;
    }
    if (type.equals("VARCHAR")) {
      return TimeKind.TEXT;
    }
    throw unfit("a timestamp needs a number, a timestamp or text");
  }

  /// SQL that gives the column as its [#timeKind] is read: text, or a number as a double.
  String asTime() {
    return switch (timeKind()) {
      case NUMBER -> "CAST(" + quoted() + " AS DOUBLE)";
      case UTC -> "CAST(epoch_ms(" + quoted() + ") AS DOUBLE)";
      case ZONELESS -> "CAST(epoch_ms(CAST(" + quoted() + " AS TIMESTAMP)) AS DOUBLE)";
      case TEXT -> quoted();
    };
  }

  private String quoted() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private DecodeException unfit(String need) {
    return new DecodeException(
        DecodeException.Reason.HEADER,
        "column " + Excerpt.of(name) + " has the type " + type + "; " + need);
  }
}
