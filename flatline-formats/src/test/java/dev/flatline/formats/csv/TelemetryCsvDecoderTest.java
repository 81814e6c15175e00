package dev.flatline.formats.csv;

import static dev.flatline.core.telemetry.Metric.CPU_STEAL;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of rows and their values.
class TelemetryCsvDecoderTest {
  private static final String HEADER = "workload,timestamp,cpu_utilization\n";

  @Test
  void decode_canonicalColumns_areSamples() {
    Decoded decoded =
        Decoded.of(
            """
            workload,timestamp,cpu_utilization,memory_usage_bytes
            vm-1,1372629804,0.015,160900
            vm-2,1372629804,0.93,
            """);

    assertThat(decoded.samples())
        .containsExactly(
            new Sample(
                Workload.named("vm-1"),
                1372629804000L,
                MetricValues.of(Map.of(CPU_UTILIZATION, 0.015, MEMORY_USAGE_BYTES, 160900.0))),
            new Sample(
                Workload.named("vm-2"), 1372629804000L, MetricValues.of(CPU_UTILIZATION, 0.93)));
    assertThat(decoded.report().received()).isEqualTo(2);
    assertThat(decoded.report().delivered()).isEqualTo(2);
    assertThat(decoded.report().notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NOT_A_NUMBER",
    "nan, NOT_A_NUMBER",
    "+Inf, INFINITE",
    "-Inf, INFINITE",
    "-0.5, NEGATIVE",
    "97, SHARE_ABOVE_RANGE",
    "2.001, SHARE_ABOVE_RANGE",
    "n/a, BAD_NUMBER",
    "0x10, BAD_NUMBER"
  })
  void decode_valueThatNoMetricCanHave_isDroppedAndCounted(String value, DropReason reason) {
    Decoded decoded =
        Decoded.of("workload,timestamp,cpu_utilization,cpu_steal\na,7," + value + ",0.1\n");

    assertThat(decoded.samples()).hasSize(1);
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(Double.NaN);
    assertThat(decoded.values(CPU_STEAL)).containsExactly(0.1);
    assertThat(decoded.report().dropped().byReason()).containsExactly(Map.entry(reason, 1L));
    assertThat(decoded.report().notes())
        .anySatisfy(note -> assertThat(note).contains("first in line 2 (cpu_utilization = "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "97", "what"})
  void decode_rowWithoutUsableValue_isDropped(String value) {
    Decoded decoded = Decoded.of(HEADER + "a,7,0.5\na,8," + value + "\n");

    assertThat(decoded.samples()).hasSize(1);
    assertThat(decoded.dropped(DropReason.NO_VALUES)).isEqualTo(1);
    assertThat(decoded.report().received()).isEqualTo(2);
  }

  @Test
  void decode_valuesOfADroppedRow_areNotCountedApart() {
    Decoded decoded = Decoded.of("cpu_utilization,workload,timestamp\n97,a,never\nNaN,b\n");

    assertThat(decoded.report().dropped().byReason())
        .containsExactly(
            Map.entry(DropReason.TOO_FEW_FIELDS, 1L), Map.entry(DropReason.BAD_TIMESTAMP, 1L));
  }

  @Test
  void decode_valuesOfADroppedRow_areNotNamed() {
    Decoded decoded = Decoded.of(HEADER + "a,7,97,5\na,8,0.5\na,9,98\n");

    assertThat(decoded.report().notes())
        .containsExactly(
            "row with more fields than the header: first in line 2 (4 instead of 3)",
            "row without any usable value: first in line 4",
            "share above 2 (a percentage? map it with /100): first in line 4 (cpu_utilization ="
                + " 98.0)");
  }

  @Test
  void decode_valuesOfDroppedRows_makeNoPercentage() {
    Decoded decoded = Decoded.of(HEADER + "a,7,97,5\na,8,98,5\na,9,99,5\na,10,0.5\n");

    assertThat(decoded.report().notes())
        .noneSatisfy(note -> assertThat(note).contains("looks like a percentage"));
  }

  @Test
  void decode_valuesOfADroppedRow_doNotLeakIntoTheNext() {
    Decoded decoded =
        Decoded.of("cpu_utilization,cpu_steal,workload,timestamp\n0.9,0.9,a,never\n,0.1,a,7\n");

    assertThat(decoded.samples()).hasSize(1);
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(Double.NaN);
    assertThat(decoded.values(CPU_STEAL)).containsExactly(0.1);
  }

  @Test
  void decode_noWorkload_isDropped() {
    Decoded decoded = Decoded.of(HEADER + ",7,0.5\n  ,8,0.5\na,9,0.5\n");

    assertThat(decoded.workloads()).containsExactly("a");
    assertThat(decoded.dropped(DropReason.NO_WORKLOAD)).isEqualTo(2);
  }

  @Test
  void decode_unreadableTimestamp_isDroppedAndShown() {
    Decoded decoded = Decoded.of(HEADER + "a,yesterday,0.5\na,7,0.5\n");

    assertThat(decoded.samples()).hasSize(1);
    assertThat(decoded.dropped(DropReason.BAD_TIMESTAMP)).isEqualTo(1);
    assertThat(decoded.report().notes())
        .containsExactly("row whose timestamp cannot be read: first in line 2 ('yesterday')");
  }

  @Test
  void decode_percentages_areNotedWithTheMapping() {
    Decoded decoded = Decoded.of(HEADER + "a,7,97\na,8,96.5\na,9,0\na,10,55\n");

    assertThat(decoded.dropped(DropReason.SHARE_ABOVE_RANGE)).isEqualTo(3);
    assertThat(decoded.report().notes())
        .contains(
            "column 'cpu_utilization' looks like a percentage; a share of 0 to 1 is needed: --map"
                + " cpu_utilization=cpu_utilization/100");
  }

  @Test
  void decode_fewValuesAboveRange_areNoPercentages() {
    Decoded decoded = Decoded.of(HEADER + "a,7,97\na,8,0.5\na,9,0.5\n");

    assertThat(decoded.report().notes())
        .noneSatisfy(note -> assertThat(note).contains("looks like"));
  }

  @Test
  void decode_interleavedWorkloads_areOneObjectEach() {
    Decoded decoded = Decoded.of(HEADER + "a,7,0.5\nb,7,0.5\na,8,0.5\nb,8,0.5\n");

    assertThat(decoded.workloads()).containsExactly("a", "b", "a", "b");
    assertThat(decoded.samples().get(2).workload()).isSameAs(decoded.samples().get(0).workload());
  }

  @Test
  void decode_timesWithoutZone_areUtcWithANote() {
    Decoded decoded = Decoded.of(HEADER + "a,2014-02-14 14:30:00,0.5\n");

    assertThat(decoded.samples().getFirst().atMillis()).isEqualTo(1392388200000L);
    assertThat(decoded.report().notes())
        .containsExactly("timestamps without a zone were taken as UTC");
  }
}
