package dev.flatline.formats.csv;

import static dev.flatline.core.telemetry.Metric.CPU_STEAL;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_BYTES_PER_SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeException.Reason;
import dev.flatline.formats.SampleIntake;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(decoded.report().notes()).containsExactly("ignored columns: 'label', 'label_suspect'");
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
  void decode_valuesOfADroppedRow_doNotLeakIntoTheNext() {
    Decoded decoded =
        Decoded.of("cpu_utilization,cpu_steal,workload,timestamp\n0.9,0.9,a,never\n,0.1,a,7\n");

    assertThat(decoded.samples()).hasSize(1);
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(Double.NaN);
    assertThat(decoded.values(CPU_STEAL)).containsExactly(0.1);
  }

  @Test
  void decode_tooFewFields_areDroppedWithTheFirstLine() {
    Decoded decoded = Decoded.of(HEADER + "a,7,0.5\na,8\n\nb\na,9,0.5\n");

    assertThat(decoded.samples()).hasSize(2);
    assertThat(decoded.dropped(DropReason.TOO_FEW_FIELDS)).isEqualTo(2);
    assertThat(decoded.report().received()).isEqualTo(4);
    assertThat(decoded.report().notes())
        .containsExactly("row with fewer fields than the header: first in line 3 (2 of 3)");
  }

  @Test
  void decode_moreFieldsThanTheHeader_areDroppedUnlessEmpty() {
    Decoded decoded = Decoded.of(HEADER + "a,7,0,97\na,8,0.5,\n");

    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.5);
    assertThat(decoded.dropped(DropReason.TOO_MANY_FIELDS)).isEqualTo(1);
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
  void decode_quotedFields_areUnquoted() {
    Decoded decoded =
        Decoded.of(
            "\"workload\",\"timestamp\",\"cpu_utilization\"\n\"a, \"\"b\"\"\",\"7\",\"0.5\"\n");

    assertThat(decoded.workloads()).containsExactly("a, \"b\"");
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void decode_anyLineEnd_isTheSame(String lineEnd) {
    String text = (HEADER + "a,7,0.5\n\nb,8,0.25").replace("\n", lineEnd);

    Decoded decoded = Decoded.of(text);

    assertThat(decoded.workloads()).containsExactly("a", "b");
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.5, 0.25);
  }

  @Test
  void decode_byteOrderMark_isNoPartOfTheHeader() {
    Decoded decoded = Decoded.of("\uFEFF" + HEADER + "a,7,0.5\n");

    assertThat(decoded.samples()).hasSize(1);
  }

  @Test
  void decode_utf16WithByteOrderMark_isRead() {
    Decoded decoded = Decoded.of((HEADER + "ü,7,0.5\n").getBytes(StandardCharsets.UTF_16));

    assertThat(decoded.workloads()).containsExactly("ü");
  }

  @Test
  void decode_spacesAroundFields_areNoPartOfThem() {
    Decoded decoded =
        Decoded.of(" workload , timestamp,cpu_utilization \n a , 1372629804 , 0.5 \nb,7, \n");

    assertThat(decoded.workloads()).containsExactly("a");
    assertThat(decoded.values(CPU_UTILIZATION)).containsExactly(0.5);
    assertThat(decoded.dropped(DropReason.NO_VALUES)).isEqualTo(1);
  }

  @Test
  void decode_nulAndInvalidUtf8InANumber_isNoNumber() {
    byte[] text =
        (HEADER + "a,7,0\0.5\na,8,\u00ff\na,9,0.5\n").getBytes(StandardCharsets.ISO_8859_1);

    Decoded decoded = Decoded.of(text);

    assertThat(decoded.dropped(DropReason.BAD_NUMBER)).isEqualTo(2);
    assertThat(decoded.samples()).hasSize(1);
  }

  @Test
  void decode_workloadOfInvalidUtf8_isReplacedWithANote() {
    byte[] text = (HEADER + "a\0b,7,0.5\n\u00ff,8,0.5\n").getBytes(StandardCharsets.ISO_8859_1);

    Decoded decoded = Decoded.of(text);

    assertThat(decoded.workloads()).containsExactly("a\0b", "\uFFFD");
    assertThat(decoded.report().notes())
        .containsExactly(
            "workload names had bytes that are not UTF-8; U+FFFD stands for them");
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

  @Test
  void decode_fieldWithoutBound_isRefusedWithItsLine() {
    assertRefused(
        HEADER + "a,7,0.5\n" + "x".repeat(TelemetryCsvDecoder.MAX_FIELD_CHARACTERS + 1) + ",7,1\n",
        Reason.TOO_LARGE,
        "line 3");
  }

  @Test
  void decode_headerWithoutBound_isRefused() {
    assertRefused("column,".repeat(20_000), Reason.TOO_LARGE, "the header is longer than");
  }

  @Test
  void decode_longLineOfFields_isDroppedAsOneRow() {
    Decoded decoded = Decoded.of(HEADER + "1,".repeat(200_000) + "\na,7,0.5\n");

    assertThat(decoded.dropped(DropReason.TOO_MANY_FIELDS)).isEqualTo(1);
    assertThat(decoded.samples()).hasSize(1);
  }

  @Test
  void decode_quoteThatIsNeverClosed_isRefusedWithItsLine() {
    assertRefused(HEADER + "a,7,0.5\n\"b,8,0.5\na,9,0.5\n", Reason.MALFORMED, "line 3");
  }

  @Test
  void decode_textAfterAQuote_isRefusedWithItsLine() {
    assertRefused(HEADER + "\"a\"b,7,0.5\n", Reason.MALFORMED, "line 2");
  }

  @Test
  void decode_streamThatFails_throwsItsExceptionAfterTheRowsBefore() {
    InputStream start = new ByteArrayInputStream((HEADER + "a,7,0.5\na,8,0.5\n").getBytes(UTF_8));
    SampleIntake intake = new SampleIntake(sample -> {}, "line");
    InputStream bytes = new SequenceInputStream(start, new CutStream());

    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> new TelemetryCsvDecoder(List.of()).decode(bytes, intake))
        .withMessage("cut");
    assertThat(intake.report().delivered()).isEqualTo(2);
  }

  @Test
  void decode_sinkThatThrows_throwsItsException() {
    SampleIntake intake =
        new SampleIntake(
            sample -> {
              throw new CancellationException("enough");
            },
            "line");
    InputStream bytes = new ByteArrayInputStream((HEADER + "a,7,1\n").getBytes(UTF_8));

    assertThatThrownBy(() -> new TelemetryCsvDecoder(List.of()).decode(bytes, intake))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
  }

  private static void assertRefused(String text, Reason reason, String... parts) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> Decoded.of(text))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
  }

  private static final class CutStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new EOFException("cut");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw new EOFException("cut");
    }
  }
}
