package dev.flatline.formats.csv;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.telemetry.DropReason;
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
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Line ends, quotes, encodings, bounds: how text is split into rows, and what is refused.
class TelemetryCsvTextTest {
  private static final String HEADER = "workload,timestamp,cpu_utilization\n";

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
        .containsExactly("workload names had bytes that are not UTF-8; U+FFFD stands for them");
  }

  @Test
  void decode_fieldWithoutBound_isRefusedWithItsLine() {
    assertRefused(
        HEADER + "a,7,0.5\n" + "x".repeat(TelemetryCsvDecoder.MAX_FIELD_CHARACTERS + 1) + ",7,1\n",
        Reason.TOO_LARGE,
        "the record that begins in line 3 has a field of more than 65,536 characters",
        "a quote that is never closed");
  }

  @Test
  void decode_longLineOfFields_isDroppedAsOneRow() {
    Decoded decoded = Decoded.of(HEADER + "1,".repeat(200_000) + "\na,7,0.5\n");

    assertThat(decoded.dropped(DropReason.TOO_MANY_FIELDS)).isEqualTo(1);
    assertThat(decoded.samples()).hasSize(1);
  }

  @Test
  void decode_quoteThatIsNeverClosed_isRefusedWithItsLine() {
    assertRefused(
        HEADER + "a,7,0.5\n\"b,8,0.5\na,9,0.5\n",
        Reason.MALFORMED,
        "the record that begins in line 3 has a quote that is never closed");
  }

  @Test
  void decode_textAfterAQuote_isRefusedWithItsLine() {
    assertRefused(
        HEADER + "\"a\"b,7,0.5\n",
        Reason.MALFORMED,
        "the record that begins in line 2 has text after a closing quote",
        "is written twice");
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
