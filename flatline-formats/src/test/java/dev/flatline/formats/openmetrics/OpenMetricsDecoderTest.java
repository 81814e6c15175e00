package dev.flatline.formats.openmetrics;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_BYTES_PER_SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeException.Reason;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsDecoderTest {
  private final List<Sample> samples = new ArrayList<>();

  @Test
  void decode_openMetrics_joinsSeriesOfOneWorkloadAndTime() {
    DecodeReport report =
        decode(
            """
            # TYPE cpu_utilization gauge
            # HELP cpu_utilization Share of the quota.
            cpu_utilization{workload="a"} 0.5 1795290898.5
            cpu_utilization{workload="a"} 0.25 1795290899.5
            cpu_utilization{workload="b"} 1 1795290898.5
            # TYPE network_receive_bytes_per_second gauge
            network_receive_bytes_per_second{workload="a"} 1.6e5 1795290898.5
            # EOF
            """);

    assertThat(samples)
        .containsExactly(
            new Sample(
                Workload.named("a"),
                1795290898500L,
                MetricValues.of(
                    Map.of(CPU_UTILIZATION, 0.5, NETWORK_RECEIVE_BYTES_PER_SECOND, 160000.0))),
            new Sample(Workload.named("a"), 1795290899500L, MetricValues.of(CPU_UTILIZATION, 0.25)),
            new Sample(Workload.named("b"), 1795290898500L, MetricValues.of(CPU_UTILIZATION, 1.0)));
    assertThat(report.received()).isEqualTo(3);
    assertThat(report.delivered()).isEqualTo(3);
  }

  @Test
  void decode_prometheusText_hasMilliseconds() {
    decode("flatline_cpu_utilization { workload = \"a\" , } 0.5 1795290898500\r\n");

    assertThat(samples)
        .containsExactly(
            new Sample(Workload.named("a"), 1795290898500L, MetricValues.of(CPU_UTILIZATION, 0.5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu_utilization{workload=\"a\"} 0.5 1795290898.5\n",
        "cpu_utilization{workload=\"a\"} 0.5 1795290898\n",
        "# UNIT cpu_utilization ratio\ncpu_utilization{workload=\"a\"} 0.5 1795290898500\n",
        "# EOF\ncpu_utilization{workload=\"a\"} 0.5 1795290898\n"
      })
  void decode_openMetricsWithoutItsEnd_isNoted(String text) {
    assertThat(decode(text).notes())
        .contains("OpenMetrics text that does not end with # EOF: it may have been cut");
    assertThat(samples).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu_utilization{workload=\"a\"} 0.5 1795290898\n# EOF\n",
        "cpu_utilization{workload=\"a\"} 0.5 1795290898\r\n# EOF\r\n",
        "# TYPE cpu_utilization gauge\ncpu_utilization{workload=\"a\"} 0.5 1795290898500\n"
      })
  void decode_wholeOpenMetricsAndPrometheusText_areNotNoted(String text) {
    assertThat(decode(text).notes()).noneSatisfy(note -> assertThat(note).contains("EOF"));
  }

  @Test
  void decode_timesOutOfOrder_areDeliveredInOrder() {
    decode("cpu_utilization{workload=\"a\"} 1 9\ncpu_utilization{workload=\"a\"} 0 7\n");

    assertThat(samples).extracting(Sample::atMillis).containsExactly(7000L, 9000L);
  }

  @Test
  void decode_severalWorkloadLabels_areJoined() {
    DecodeReport report =
        decode(
            """
            cpu_utilization{pod="cart-1",namespace="shop",node="n1"} 1 9
            cpu_utilization{pod="cart-2"} 1 9
            """,
            "namespace",
            "pod");

    assertThat(samples)
        .extracting(sample -> sample.workload().name())
        .containsExactly("shop/cart-1", "cart-2");
    assertThat(samples.getFirst().workload().labels()).containsExactly(Map.entry("node", "n1"));
    assertThat(report.notes()).contains("workloads are named by the labels namespace, pod");
  }

  @Test
  void decode_escapedLabelValue_isUnescaped() {
    decode("cpu_utilization{x=\"}\",workload=\"a\\\\b\\\"c\\nd 🚀\"} 1 9\n");

    assertThat(samples.getFirst().workload().name()).isEqualTo("a\\b\"c\nd 🚀");
  }

  @Test
  void decode_quotedNames_areThoseOfPrometheus3() {
    decode("{\"cpu_utilization\",\"workload\"=\"a\"} 1 9 # {trace_id=\"1\"} 1\n");

    assertThat(samples).hasSize(1);
  }

  @Test
  void decode_seriesWithoutWorkload_isDropped() {
    DecodeReport report =
        decode(
            """
            cpu_utilization 1 9
            cpu_utilization{workload=" "} 1 9
            cpu_utilization{pod="x"} 1 9
            """);

    assertThat(samples).isEmpty();
    assertThat(report.dropped().byReason()).containsExactly(Map.entry(DropReason.NO_LABELS, 3L));
    assertThat(report.received()).isEqualTo(3);
  }

  @Test
  void decode_noTimestamp_isDropped() {
    DecodeReport report = decode("cpu_utilization{workload=\"a\"} 1\n");

    assertThat(report.dropped().of(DropReason.BAD_TIMESTAMP)).isEqualTo(1);
    assertThat(report.notes())
        .contains("row whose timestamp cannot be read: first in line 1 (none)");
  }

  @ParameterizedTest
  @CsvSource({"NaN, NOT_A_NUMBER", "+Inf, INFINITE", "-1, NEGATIVE", "97, SHARE_ABOVE_RANGE"})
  void decode_valueThatNoMetricCanHave_isDroppedAndCounted(String value, DropReason reason) {
    DecodeReport report =
        decode("cpu_utilization{workload=\"a\"} " + value + " 9\nthreads{workload=\"a\"} 3 9\n");

    assertThat(samples).hasSize(1);
    assertThat(report.dropped().byReason()).containsExactly(Map.entry(reason, 1L));
    assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("first in line 1"));
  }

  @Test
  void decode_secondValueOfATime_isADuplicate() {
    DecodeReport report =
        decode(
            """
            cpu_utilization{workload="a",cpu="0"} 1 9
            cpu_utilization{workload="a",cpu="1"} 0 9
            """);

    assertThat(samples).hasSize(1);
    assertThat(samples.getFirst().values().get(CPU_UTILIZATION)).isEqualTo(1);
    assertThat(report.dropped().of(DropReason.DUPLICATE)).isEqualTo(1);
    assertThat(report.received()).isEqualTo(2);
  }

  @Test
  void decode_foreignMetrics_areIgnoredWithOneNote() {
    DecodeReport report =
        decode("up 1\nup 1\ngo_threads 5\ncpu_utilization{workload=\"a\"} 1 9\nup{a=\"b\"} 1\n");

    assertThat(samples).hasSize(1);
    assertThat(report.notes()).contains("ignored metrics: 'up', 'go_threads'");
  }

  @Test
  void decode_onlyCounters_pointsToTheServer() {
    assertRefused(
        "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} 5 9\n",
        Reason.HEADER,
        "no metric has a canonical name",
        "'node_cpu_seconds_total'",
        "cpu_utilization, cpu_capacity_cores",
        "--prometheus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# EOF\n", "\uFEFF# TYPE cpu_utilization gauge"})
  void decode_noMetric_isEmpty(String text) {
    assertRefused(text, Reason.EMPTY, "there is no metric");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpu_utilization                     | no value",
        "cpu_utilization{workload=\"a\"}     | no value",
        "cpu_utilization{workload=\"a\" 1 9  | no } after the labels",
        "cpu_utilization{workload=a} 1 9     | no quoted value for the label workload",
        "cpu_utilization{workload} 1 9       | no = after the label workload",
        "cpu_utilization{=\"a\"} 1 9         | no name of a label",
        "cpu_utilization{workload=\"a        | no closing quote",
        "cpu_utilization{workload=\"a\"} x 9 | 'x' is not a number",
        "{} 1 9                              | no metric name"
      })
  void decode_malformedLine_isRefusedWithItsNumber(String line, String message) {
    assertRefused(
        "# TYPE cpu_utilization gauge\n" + line + "\n", Reason.MALFORMED, "line 2", message);
  }

  @Test
  void decode_lineWithoutBound_isRefused() {
    String long1 = "x".repeat(BoundedLines.MAX_CHARACTERS + 1);

    assertRefused("up 1\n" + long1, Reason.TOO_LARGE, "line 2 is longer than");
  }

  @Test
  void decode_moreRowsThanAreJoined_isRefused() {
    String text = "cpu_utilization{workload=\"a\"} 1 7\ncpu_utilization{workload=\"a\"} 1 8\n";

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> decode(new OpenMetricsDecoder(List.of("workload"), 1), text))
        .withMessageContaining("more than 1 samples")
        .withMessageContaining("--prometheus");
  }

  private DecodeReport decode(String text, String... workloadLabels) {
    List<String> labels =
        workloadLabels.length == 0 ? List.of("workload") : List.of(workloadLabels);
    return decode(new OpenMetricsDecoder(labels), text);
  }

  private DecodeReport decode(OpenMetricsDecoder decoder, String text) {
    SampleIntake intake = new SampleIntake(samples::add, "line");
    try {
      decoder.decode(new ByteArrayInputStream(text.getBytes(UTF_8)), intake);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return intake.report();
  }

  private void assertRefused(String text, Reason reason, String... parts) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> decode(text))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
  }
}
