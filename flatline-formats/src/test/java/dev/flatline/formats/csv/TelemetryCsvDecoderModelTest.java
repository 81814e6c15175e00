package dev.flatline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Equal to a naive decoder on FastCSV's own records, strings and [Double#parseDouble].
class TelemetryCsvDecoderModelTest {
  private static final int ROWS = 3000;
  private static final List<Metric> METRICS =
      List.of(Metric.CPU_UTILIZATION, Metric.MEMORY_USAGE_BYTES, Metric.CPU_STEAL);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void decode_randomNastyText_equalsTheNaiveDecoder(long seed) {
    String text = NastyCsv.rows(new Random(seed), ROWS);
    Naive naive = new Naive();
    naive.decode(text);

    Decoded decoded = Decoded.of(text);

    assertThat(decoded.samples()).isEqualTo(naive.samples);
    assertThat(decoded.report().dropped().byReason()).isEqualTo(naive.dropped.byReason());
    assertThat(decoded.report().received())
        .isEqualTo(decoded.report().delivered() + decoded.report().dropped().rows());
    assertThat(naive.samples).hasSizeGreaterThan(ROWS / 4);
  }

  private static final class Naive {
    private final List<Sample> samples = new ArrayList<>();
    private final DropCounts dropped = new DropCounts();

    void decode(String text) {
      try (CsvReader<CsvRecord> records =
          CsvReader.builder()
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text)) {
        records.stream().skip(1).forEach(this::row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void row(CsvRecord row) {
      int width = METRICS.size() + 2;
      if (row.getFieldCount() < width) {
        dropped.add(DropReason.TOO_FEW_FIELDS);
      } else if (row.getFields().stream().skip(width).anyMatch(extra -> !extra.isEmpty())) {
        dropped.add(DropReason.TOO_MANY_FIELDS);
      } else if (row.getField(0).isBlank()) {
        dropped.add(DropReason.NO_WORKLOAD);
      } else if (millis(row.getField(1)) < 0) {
        dropped.add(DropReason.BAD_TIMESTAMP);
      } else {
        wholeRow(row);
      }
    }

    private void wholeRow(CsvRecord row) {
      double[] values = MetricValues.unmeasured();
      for (int i = 0; i < METRICS.size(); i++) {
        value(METRICS.get(i), row.getField(i + 2).strip(), values);
      }
      if (Arrays.stream(values).allMatch(Double::isNaN)) {
        dropped.add(DropReason.NO_VALUES);
        return;
      }
      Workload workload = Workload.named(row.getField(0).strip());
      samples.add(new Sample(workload, millis(row.getField(1)), MetricValues.of(values)));
    }

    private void value(Metric metric, String text, double[] values) {
      OptionalDouble number = number(text);
      if (text.isEmpty()) {
        return;
      }
      if (number.isEmpty()) {
        dropped.add(DropReason.BAD_NUMBER);
      } else if (metric.accepts(number.getAsDouble())) {
        values[metric.ordinal()] = number.getAsDouble();
      } else {
        dropped.add(metric.whyRefused(number.getAsDouble()));
      }
    }

    private static OptionalDouble number(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.matches("[+-]?nan")) {
        return OptionalDouble.of(Double.NaN);
      }
      if (lower.matches("[+-]?inf(inity)?")) {
        return OptionalDouble.of(Double.parseDouble(lower.startsWith("-") ? "-1e999" : "1e999"));
      }
      return lower.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?")
          ? OptionalDouble.of(Double.parseDouble(lower))
          : OptionalDouble.empty();
    }

    private static long millis(String text) {
      OptionalDouble number = number(text.strip());
      if (number.isPresent()) {
        double time = number.getAsDouble();
        boolean fits = time >= 0 && time < 1e14;
        return fits ? Math.round(time < 1e11 ? time * 1000 : time) : -1;
      }
      try {
        return Instant.parse(text.strip()).toEpochMilli();
      } catch (DateTimeParseException e) {
        return -1;
      }
    }
  }
}
