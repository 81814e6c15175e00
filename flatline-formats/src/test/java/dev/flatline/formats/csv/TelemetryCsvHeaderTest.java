package dev.flatline.formats.csv;

import static dev.flatline.core.telemetry.Metric.CPU_STEAL;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_BYTES_PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How columns are found, mapped and missed.
class TelemetryCsvHeaderTest {
  private static final String HEADER = "workload,timestamp,cpu_utilization\n";

  @Test
  void decode_columnsInAnyOrder_areFoundByName() {
    Decoded decoded = Decoded.of("cpu_utilization,timestamp,cpu_steal,workload\n0.5,7,0.1,a\n");

    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.5);
    assertThat(decoded.values(CPU_STEAL)).containsExactly(0.1);
    assertThat(decoded.workloads()).containsExactly("a");
  }

  @Test
  void decode_foreignColumns_areIgnoredWithOneNote() {
    Decoded decoded =
        Decoded.of(
            "workload,timestamp,label,cpu_utilization,label_suspect\na,7,1,0.5,x\nb,7,,1,\n");

    assertThat(decoded.samples()).hasSize(2);
    assertThat(decoded.report().notes())
        .containsExactly("ignored columns: 'label', 'label_suspect'");
  }

  @Test
  void decode_mappedColumns_areScaled() {
    Decoded decoded =
        Decoded.of(
            "Time,TimeStamp,PodName,CpuUsageRate(%),NetworkReceiveKiB\nx,1674981669,cart-1,97,2\n",
            "workload=PodName",
            "timestamp=TimeStamp",
            "cpu_utilization=CpuUsageRate(%)/100",
            "network_receive_bytes_per_second=NetworkReceiveKiB*1024");

    assertThat(decoded.workloads()).containsExactly("cart-1");
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.97);
    assertThat(decoded.values(NETWORK_RECEIVE_BYTES_PER_SECOND)).containsExactly(2048);
    assertThat(decoded.report().notes()).containsExactly("ignored columns: 'Time'");
  }

  @Test
  void decode_constantWorkload_namesAllRows() {
    Decoded decoded =
        Decoded.of(
            "timestamp,value\n2014-02-14 14:30:00,0.132\n2014-02-14 14:35:00,98\n",
            "workload='i-24ae8d'",
            "cpu_utilization=value/100");

    assertThat(decoded.workloads()).containsExactly("i-24ae8d", "i-24ae8d");
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.00132, 0.98);
  }

  @Test
  void decode_mappingOfACanonicalName_takesItsPlace() {
    Decoded decoded =
        Decoded.of(
            "workload,timestamp,cpu_utilization,cpu_pct\na,7,0.1,90\n",
            "cpu_utilization=cpu_pct/100");

    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.9);
    assertThat(decoded.report().notes()).containsExactly("ignored columns: 'cpu_utilization'");
  }

  @Test
  void decode_canonicalColumnMappedElsewhere_isNotItsOwnMetric() {
    Decoded decoded = Decoded.of(HEADER + "a,7,0.5\n", "cpu_steal=cpu_utilization");

    assertThat(decoded.values(CPU_STEAL)).containsExactly(0.5);
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(Double.NaN);
  }

  @Test
  void decode_contradictingMappings_areRefused() {
    assertThatThrownBy(
            () -> Decoded.of(HEADER, "cpu_steal=cpu_utilization", "threads=cpu_utilization"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("column 'cpu_utilization' is mapped to cpu_steal and to threads");
    assertThatThrownBy(() -> Decoded.of(HEADER, "threads=cpu_utilization", "threads=timestamp"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("two columns for threads");
    assertThatThrownBy(() -> Decoded.of(HEADER, "threads=timestamp"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("one column for both threads and timestamp");
    assertThatThrownBy(() -> Decoded.of(HEADER, "threads=workload"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("one column for both threads and workload");
    assertThatThrownBy(() -> Decoded.of(HEADER, "workload=timestamp"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("one column for both workload and timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF"})
  void decode_nothing_isEmpty(String text) {
    assertRefused(text, Reason.EMPTY, "there is no header");
  }

  @Test
  void decode_headerOnly_isNoRows() {
    assertThat(Decoded.of(HEADER).report().received()).isZero();
  }

  @Test
  void decode_foreignHeader_saysAllThatIsMissingAndHowToMap() {
    assertRefused(
        "Time,value\n1,2\n",
        Reason.HEADER,
        "no column 'workload'",
        "--map workload=COLUMN",
        "--map \"workload='NAME'\"",
        "no column 'timestamp'",
        "no column of a metric",
        "Its columns are 'Time', 'value'");
  }

  @Test
  void decode_headerWithoutTimestamp_saysWhatWasFoundAndHowToMap() {
    assertRefused(
        "workload,time,cpu_utilization\na,1,2\n",
        Reason.HEADER,
        "no column 'timestamp'",
        "--map timestamp=COLUMN",
        "'workload', 'time', 'cpu_utilization'");
  }

  @Test
  void decode_headerWithoutMetric_saysWhatIsAllowedAndHowToMap() {
    assertRefused(
        "workload,timestamp,cpu\na,1,2\n",
        Reason.HEADER,
        "no column of a metric",
        "--map cpu_utilization=COLUMN",
        "COLUMN/100",
        "gpu_power_watts",
        "'workload', 'timestamp', 'cpu'");
  }

  @Test
  void decode_headerWithAColumnTwice_saysWhich() {
    assertRefused(
        "workload,timestamp,cpu_utilization,cpu_utilization\n",
        Reason.HEADER,
        "two columns 'cpu_utilization'");
  }

  @Test
  void decode_mappingOfAColumnThatIsNotThere_saysWhatIs() {
    assertThatThrownBy(() -> Decoded.of(HEADER, "cpu_steal=stolen"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("no column 'stolen', which --map names")
        .hasMessageContaining("'workload', 'timestamp', 'cpu_utilization'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {";!';'", "TAB!tabs", "|!'|'"})
  void decode_otherSeparator_isNamedInOneLine(String separator, String named) {
    String header = HEADER.replace(",", separator.replace("TAB", "\t"));

    assertThatThrownBy(() -> Decoded.of(header))
        .isInstanceOf(DecodeException.class)
        .hasMessage("the columns are separated by " + named + ": telemetry CSV has commas");
  }

  @Test
  void decode_canonicalNamesInAnotherCase_areFound() {
    Decoded decoded = Decoded.of("Workload,TimeStamp,CPU_Utilization,Host\na,7,0.5,h\n");

    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.5);
    assertThat(decoded.report().notes()).containsExactly("ignored columns: 'Host'");
  }

  @Test
  void decode_canonicalNameInTwoCases_isTheOneInLowerCase() {
    Decoded decoded = Decoded.of("WORKLOAD,workload,timestamp,cpu_utilization\nb,a,7,0.5\n");

    assertThat(decoded.workloads()).containsExactly("a");
    assertRefused(
        "WORKLOAD,Workload,timestamp,cpu_utilization\n",
        Reason.HEADER,
        "two columns 'workload', in different case");
  }

  @Test
  void decode_headerWithoutBound_isRefused() {
    assertRefused("column,".repeat(20_000), Reason.TOO_LARGE, "the header is longer than");
  }

  private static void assertRefused(String text, Reason reason, String... parts) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> Decoded.of(text))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
  }
}
