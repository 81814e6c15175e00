package dev.flatline.formats.openmetrics;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.formats.DecimalText;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.TimestampReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decodes OpenMetrics text and the Prometheus text exposition format: gauges with a canonical name
/// (a prefix `flatline_` is allowed) and a timestamp, in seconds as OpenMetrics has them or in
/// milliseconds as Prometheus has them. A row is what all gauges say of one workload at one time.
///
/// Counters are not judged: their rates need what only the server that scrapes them knows.
public final class OpenMetricsDecoder {
  /// So many names of foreign metrics are kept for the note.
  private static final int MOST_FOREIGN = 1000;

  private final List<String> workloadLabels;
  private final int maxRows;

  /// @param workloadLabels the labels whose values, joined by `/`, name a workload
  public OpenMetricsDecoder(List<String> workloadLabels) {
    this(workloadLabels, JoinedRows.MAX_ROWS);
  }

  OpenMetricsDecoder(List<String> workloadLabels, int maxRows) {
    this.workloadLabels = List.copyOf(workloadLabels);
    this.maxRows = maxRows;
  }

  /// Reads to the end; the intake takes, counts and notes.
  ///
  /// @throws DecodeException where the text is not of the format or has no canonical metric
  /// @throws IOException what the stream throws
  public void decode(InputStream bytes, SampleIntake intake) throws IOException {
    Reading reading = new Reading(new SeriesNames(workloadLabels), intake, maxRows);
    BoundedLines lines = new BoundedLines(bytes);
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("#")) {
        reading.comment(line);
      } else if (!line.isBlank()) {
        reading.take(line, lines.number());
      }
    }
    reading.end(workloadLabels);
  }

  /// What one text has given so far.
  private static final class Reading {
    private final SeriesNames names;
    private final SampleIntake intake;
    private final JoinedRows rows;
    private final TimestampReader timestamps = new TimestampReader();
    private final Set<String> foreign = new LinkedHashSet<>();
    private boolean canonical;
    private boolean openMetrics;
    private boolean ended;

    Reading(SeriesNames names, SampleIntake intake, int maxRows) {
      this.names = names;
      this.intake = intake;
      this.rows = new JoinedRows(maxRows);
    }

    void comment(String text) {
      ended |= text.strip().equals("# EOF");
      openMetrics |= text.startsWith("# UNIT ");
    }

    void take(String text, long number) {
      ended = false;
      MetricLine line = parsed(text, number);
      switch (names.of(line)) {
        case Series.Known known -> take(known, line, number);
        case Series.Unlabelled unlabelled -> drop(DropReason.NO_LABELS, unlabelled.name(), number);
        case Series.Foreign other -> {
          if (foreign.size() < MOST_FOREIGN) {
            foreign.add(other.name());
          }
        }
      }
    }

    private void take(Series.Known series, MetricLine line, long number) {
      canonical = true;
      OptionalDouble value = DecimalText.parse(line.value());
      if (value.isEmpty()) {
        throw malformed(number, Excerpt.of(line.value()) + " is not a number");
      }
      long atMillis = atMillis(line.timestamp());
      if (atMillis == TimestampReader.UNREADABLE) {
        String what = line.timestamp() == null ? "none" : Excerpt.of(line.timestamp());
        drop(DropReason.BAD_TIMESTAMP, what, number);
      } else if (!rows.add(series, atMillis, value.getAsDouble(), number)) {
        drop(DropReason.DUPLICATE, series.metric().metricName(), number);
      }
    }

    private void drop(DropReason reason, String what, long number) {
      canonical = true;
      intake.startRow(number);
      intake.dropRow(reason, what);
    }

    private long atMillis(@Nullable String timestamp) {
      if (timestamp == null) {
        return TimestampReader.UNREADABLE;
      }
      openMetrics = openMetrics || inSeconds(timestamp);
      return timestamps.read(timestamp);
    }

    /// Times in seconds are what sets OpenMetrics apart from Prometheus text, which has no end.
    private static boolean inSeconds(String timestamp) {
      OptionalDouble number = DecimalText.parse(timestamp);
      return number.isPresent() && number.getAsDouble() < TimestampReader.SMALLEST_MILLIS;
    }

    void end(List<String> workloadLabels) {
      if (!canonical) {
        throw nothingCanonical();
      }
      rows.deliver(intake);
      if (openMetrics && !ended) {
        intake.note("OpenMetrics text that does not end with # EOF: it may have been cut");
      }
      if (!foreign.isEmpty()) {
        intake.note("ignored metrics: " + Excerpt.of(List.copyOf(foreign)) + counterHint());
      }
      intake.note("workloads are named by the labels " + String.join(", ", workloadLabels));
    }

    private DecodeException nothingCanonical() {
      if (foreign.isEmpty()) {
        return new DecodeException(DecodeException.Reason.EMPTY, "there is no metric");
      }
      String allowed =
          Arrays.stream(Metric.values()).map(Metric::metricName).collect(Collectors.joining(", "));
      return new DecodeException(
          DecodeException.Reason.HEADER,
          "no metric has a canonical name. Its metrics are %s. Gauges named %s are judged, also with the prefix flatline_%s"
              .formatted(Excerpt.of(List.copyOf(foreign)), allowed, counterHint()));
    }

    private String counterHint() {
      return foreign.stream().anyMatch(name -> name.endsWith("_total"))
          ? ". Counters are not judged from text: hunt the server that scrapes them with --prometheus"
          : "";
    }

    private static MetricLine parsed(String text, long number) {
      try {
        return MetricLine.parse(text);
      } catch (IllegalArgumentException e) {
        throw malformed(number, e.getMessage() + " in " + Excerpt.of(text));
      }
    }

    private static DecodeException malformed(long number, String what) {
      return new DecodeException(DecodeException.Reason.MALFORMED, "line " + number + ": " + what);
    }
  }
}
