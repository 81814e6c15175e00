package dev.flatline.formats.csv;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static dev.flatline.core.telemetry.Metric.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.core.telemetry.Workload;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryCsvEncoderTest {

  @Test
  void write_samples_hasOnlyTheMeasuredColumns() {
    List<Sample> samples =
        List.of(
            sample("a", Map.of(MEMORY_USAGE_BYTES, 160900.0)),
            sample("b, \"c\"", Map.of(CPU_UTILIZATION, 0.25)));

    assertThat(encoded(samples))
        .isEqualTo(
            """
            workload,timestamp,cpu_utilization,memory_usage_bytes
            a,1795290898896,,160900
            "b, ""c""\",1795290898896,0.25,
            """);
  }

  @Test
  void write_metricWithoutColumn_isLeftOut() {
    StringWriter text = new StringWriter();
    try (TelemetryCsvEncoder encoder = new TelemetryCsvEncoder(text, List.of(CPU_UTILIZATION))) {
      encoder.write(sample("a", Map.of(CPU_UTILIZATION, 1.0, THREADS, 5.0)));
    }

    assertThat(text).hasToString("workload,timestamp,cpu_utilization\na,1795290898896,1\n");
  }

  @Test
  void flush_beforeTheEnd_showsWholeRows() {
    StringWriter text = new StringWriter();
    TelemetryCsvEncoder encoder = new TelemetryCsvEncoder(text, List.of(THREADS));
    encoder.write(sample("a", Map.of(THREADS, 5.0)));

    encoder.flush();

    assertThat(text).hasToString("workload,timestamp,threads\na,1795290898896,5\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void write_randomSamples_areDecodedAsTheyWere(long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      samples.add(randomSample(random));
    }

    assertThat(Decoded.of(encoded(samples)).samples()).isEqualTo(samples);
  }

  @Test
  void write_writerThatFails_throwsItsException() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> new TelemetryCsvEncoder(full, List.of(THREADS)).flush())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no space left");
  }

  private static String encoded(List<Sample> samples) {
    StringWriter text = new StringWriter();
    try (TelemetryCsvEncoder encoder =
        new TelemetryCsvEncoder(text, TelemetryCsvEncoder.measuredIn(samples))) {
      samples.forEach(encoder::write);
    }
    return text.toString();
  }

  private static Sample sample(String workload, Map<Metric, Double> values) {
    return new Sample(Workload.named(workload), 1795290898896L, MetricValues.of(values));
  }

  private static Sample randomSample(Random random) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      if (random.nextBoolean()) {
        values.put(metric, randomValue(metric, random));
      }
    }
    values.put(CPU_UTILIZATION, random.nextDouble());
    String workload = random.nextInt(10) == 0 ? "a,\";'" + random.nextInt(9) : "vm-ü";
    long atMillis = random.nextLong(random.nextBoolean() ? 10_000 : 2_000_000_000_000L);
    return new Sample(Workload.named(workload), atMillis, MetricValues.of(values));
  }

  private static double randomValue(Metric metric, Random random) {
    if (metric.unit() == Unit.SHARE) {
      return random.nextInt(5) == 0 ? random.nextInt(3) : random.nextDouble();
    }
    double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
    return Double.isFinite(value) && random.nextBoolean() ? value : random.nextInt(1_000_000);
  }
}
