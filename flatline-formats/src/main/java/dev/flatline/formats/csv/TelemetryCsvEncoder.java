package dev.flatline.formats.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.TimestampReader;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Encodes samples as telemetry CSV, so that decoding gives equal samples.
public final class TelemetryCsvEncoder implements Closeable, Flushable {
  /// Up to here every double that is an integer is written without a point.
  private static final double LARGEST_PLAIN_INTEGER = 1e15;

  private final CsvWriter csv;
  private final Set<Metric> columns;

  /// Writes the header.
  ///
  /// @param out takes the text; closed with this
  /// @param columns which metrics have a column
  /// @throws UncheckedIOException what the writer throws, here and in the other methods
  public TelemetryCsvEncoder(Writer out, Collection<Metric> columns) {
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    this.columns = EnumSet.noneOf(Metric.class);
    this.columns.addAll(columns);
    List<String> header = new ArrayList<>(List.of("workload", "timestamp"));
    this.columns.forEach(metric -> header.add(metric.metricName()));
    csv.writeRecord(header);
  }

  /// The metrics that at least one of the samples measured.
  public static Set<Metric> measuredIn(Iterable<Sample> samples) {
    Set<Metric> measured = EnumSet.noneOf(Metric.class);
    for (Sample sample : samples) {
      for (Metric metric : Metric.values()) {
        if (sample.values().has(metric)) {
          measured.add(metric);
        }
      }
    }
    return measured;
  }

  /// Writes one sample; what was not measured is left empty, what has no column left out.
  public void write(Sample sample) {
    CsvWriterRecord record = csv.writeRecord();
    record.writeField(sample.workload().name()).writeField(timestamp(sample.atMillis()));
    for (Metric metric : columns) {
      record.writeField(sample.values().has(metric) ? number(sample.values().get(metric)) : "");
    }
    record.endRecord();
  }

  @Override
  public void flush() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Milliseconds; for the first years after 1970 seconds, as the decoder tells both by their size.
  private static String timestamp(long atMillis) {
    return atMillis >= TimestampReader.SMALLEST_MILLIS
        ? Long.toString(atMillis)
        : BigDecimal.valueOf(atMillis, 3).toPlainString();
  }

  private static String number(double value) {
    boolean integer = value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN_INTEGER;
    return integer ? Long.toString((long) value) : Double.toString(value);
  }
}
