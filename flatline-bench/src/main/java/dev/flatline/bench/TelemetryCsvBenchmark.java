package dev.flatline.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.TelemetryCsvDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What one row of telemetry CSV costs, nine columns, sorted by workload: our decoder against
/// FastCSV's records with `Double.parseDouble`, which checks nothing.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TelemetryCsvBenchmark.ROWS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
public class TelemetryCsvBenchmark {
  static final int ROWS = 100_000;
  private static final int ROWS_PER_WORKLOAD = 25_000;

  private static final List<Metric> METRICS =
      List.of(
          Metric.CPU_CAPACITY_CORES,
          Metric.CPU_UTILIZATION,
          Metric.MEMORY_UTILIZATION,
          Metric.DISK_READ_BYTES_PER_SECOND,
          Metric.DISK_WRITE_BYTES_PER_SECOND,
          Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
          Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND);

  private byte[] text = {};

  /// Makes the text.
  @Setup
  public void makeText() {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("workload,timestamp");
    METRICS.forEach(metric -> csv.append(',').append(metric.metricName()));
    for (int row = 0; row < ROWS; row++) {
      csv.append("\nvm-").append(row / ROWS_PER_WORKLOAD);
      csv.append(',').append(1_372_629_804 + row % ROWS_PER_WORKLOAD * 300).append(",2,0.");
      csv.append(random.nextInt(10_000)).append(",0.").append(random.nextInt(1000));
      for (int rate = 0; rate < 4; rate++) {
        csv.append(',').append(random.nextInt(3) == 0 ? 0 : random.nextInt(200_000));
      }
    }
    text = csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Our decoder: checks, counts, notes.
  @Benchmark
  public long decoder(Blackhole sink) throws IOException {
    SampleIntake intake = new SampleIntake(sink::consume, "line");
    new TelemetryCsvDecoder(List.of()).decode(new ByteArrayInputStream(text), intake);
    return intake.received();
  }

  /// FastCSV's records.
  @Benchmark
  public void fastCsvRecords(Blackhole sink) throws IOException {
    try (CsvReader<CsvRecord> records =
        CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(text))) {
      records.stream().skip(1).map(TelemetryCsvBenchmark::sample).forEach(sink::consume);
    }
  }

  private static Sample sample(CsvRecord row) {
    double[] values = MetricValues.unmeasured();
    for (int i = 0; i < METRICS.size(); i++) {
      String field = row.getField(i + 2);
      values[METRICS.get(i).ordinal()] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }
    long atMillis = Long.parseLong(row.getField(1)) * 1000;
    return new Sample(Workload.named(row.getField(0)), atMillis, MetricValues.of(values));
  }
}
