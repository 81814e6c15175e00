package dev.flatline.connectors.file;

import static dev.flatline.connectors.file.SampleFiles.HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.SourceReport;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.csv.ColumnMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
  @TempDir Path folder;
  private SampleFiles files;
  private final List<Sample> samples = new ArrayList<>();

  @BeforeEach
  void openFolder() {
    files = new SampleFiles(folder);
  }

  @Test
  void read_csvAndPackedCsv_giveTheSame() {
    SourceReport plain = read(files.text("a.csv", SampleFiles.rows(3000)));
    List<Sample> first = List.copyOf(samples);
    samples.clear();
    SourceReport packed = read(files.gzip("b.csv.gz", SampleFiles.rows(3000)));

    assertThat(samples).hasSize(3000).isEqualTo(first);
    assertThat(packed.delivered()).isEqualTo(plain.delivered()).isEqualTo(3000);
  }

  @Test
  void read_twice_givesTheSame() {
    FileSource source = source(files.text("a.csv", SampleFiles.rows(50)));

    source.read(samples::add, Progress.NONE);
    source.read(samples::add, Progress.NONE);

    assertThat(samples.subList(0, 50)).isEqualTo(samples.subList(50, 100));
  }

  @Test
  void read_packedInSeveralMembers_isReadToTheEnd() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(SampleFiles.packed((HEADER + "a,7,0.5\n").getBytes(UTF_8)));
    members.write(SampleFiles.packed("a,8,0.5\n".getBytes(UTF_8)));

    read(files.bytes("a.csv.gz", members.toByteArray()));

    assertThat(samples).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 20, 500, 100_000})
  void read_bytesAfterTheGzipData_areNoted(int count) throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(SampleFiles.packed(SampleFiles.rows(9).getBytes(UTF_8)));
    members.write("x".repeat(count).getBytes(UTF_8));

    SourceReport report = read(files.bytes("a.csv.gz", members.toByteArray()));

    assertThat(samples).hasSize(9);
    assertThat(report.notes())
        .containsExactly("bytes after the end of the gzip data, which are no gzip, were not read");
  }

  @Test
  void read_gzipOfManyBuffers_hasNothingAfterIt() {
    assertThat(read(files.gzip("a.csv.gz", SampleFiles.rows(20_000))).notes()).isEmpty();
  }

  @Test
  void read_timesThatCannotBe_areNotedWithTheFirstOfEachFile() {
    Path past = files.text("a.csv", HEADER + "a,1372204800,0.5\na,60,0.5\na,120,0.5\n");
    Path future =
        files.text("b.csv", HEADER + "b,1372204800,0.5\nb,4102444800,0.5\nb,4102444860,0.5\n");

    assertThat(read(past, future).notes())
        .containsExactly(
            "times before 2000: first in line 3 (1970-01-01 00:01 UTC); are they seconds or"
                + " milliseconds since 1970? ("
                + past
                + ")",
            "times after now: first in line 3 (2100-01-01 00:00 UTC) (" + future + ")");
  }

  @Test
  void read_timesOfToday_areNotNoted() {
    long nowSeconds = System.currentTimeMillis() / 1000;
    String text = HEADER + "a," + nowSeconds + ",0.5\na," + (nowSeconds + 3600) + ",0.5\n";

    assertThat(read(files.text("a.csv", text)).notes()).isEmpty();
  }

  @Test
  void read_rowsWhoseMetricsAreEmpty_saysSo() {
    assertRefused(
        files.text("a.csv", HEADER + "a,1372204800,\n".repeat(9)),
        Reason.MALFORMED,
        "none of 9 rows can be judged",
        "9 × row without any usable value",
        "first in line 2 (its metrics are empty)");
  }

  @Test
  void read_metricsText_isToldByItsContent() {
    read(files.gzip("a.txt.gz", "cpu_utilization{workload=\"a\"} 0.5 1795290898\n# EOF\n"));

    assertThat(samples).hasSize(1);
  }

  @Test
  void read_severalFiles_addsUpAndSaysWhoseANoteIs() {
    Path a = files.text("a.csv", "workload,timestamp,cpu_utilization,x\na,7,0.5,1\na,8,97,1\n");
    Path b = files.text("b.csv", "workload,timestamp,cpu_utilization,x\nb,7,0.5,1\nb,8\n");
    Path c = files.text("c.csv", HEADER);

    SourceReport report = read(a, b, c);

    assertThat(samples).extracting(sample -> sample.workload().name()).containsExactly("a", "b");
    assertThat(report.received()).isEqualTo(4);
    assertThat(report.dropped().byReason())
        .isEqualTo(
            Map.of(
                DropReason.TOO_FEW_FIELDS, 1L,
                DropReason.NO_VALUES, 1L,
                DropReason.SHARE_ABOVE_RANGE, 1L));
    assertThat(report.notes())
        .contains(
            "ignored columns: 'x' (" + a + " and 1 more)", "a header, but no rows (" + c + ")");
  }

  @Test
  void read_filesOfOneWorkload_areReadInOrderOfTheirTimes() {
    Path day10 = files.text("day10.csv", HEADER + "a,1372982400,0.5\na,1372982460,0.5\n");
    Path day1 = files.gzip("day1.csv.gz", HEADER + "a,1372204800,0.5\n");
    Path day2 = files.text("day2.om", "cpu_utilization{workload=\"a\"} 0.5 1372291200\n# EOF\n");
    Path day3 =
        files.parquet(
            "day3.parquet", "SELECT 'a' workload, 1372377600 \"timestamp\", 0.5 cpu_utilization");
    Path none = files.text("day4.csv", HEADER);

    read(day1, day10, day2, day3, none);

    assertThat(samples).hasSize(5).isSortedAccordingTo(comparingLong(Sample::atMillis));
  }

  @Test
  void read_filesOfTheSameTime_keepTheOrderInWhichTheyAreNamed() {
    Path b = files.text("b.csv", HEADER + "b,1372204800,0.5\n");
    Path a = files.text("a.csv", HEADER + "a,1372204800,0.5\n");

    read(b, a);

    assertThat(samples).extracting(sample -> sample.workload().name()).containsExactly("b", "a");
  }

  @Test
  void read_filesOfWhichOneDoesNotTellItsTime_keepTheOrderInWhichTheyAreNamed() {
    String unreadable = "a,never,0.5\n".repeat(10_000);
    Path first = files.text("1.csv", HEADER + "a,1372291200,0.5\n");
    Path second = files.text("2.csv", HEADER + unreadable + "b,1372291200,0.5\n");
    Path third = files.text("3.csv", HEADER + "c,1372204800,0.5\n");

    read(first, second, third);

    assertThat(samples)
        .extracting(sample -> sample.workload().name())
        .containsExactly("a", "b", "c");
  }

  @Test
  void read_progress_endsWithAllBytes() throws IOException {
    Path file = files.gzip("a.csv.gz", SampleFiles.rows(20_000));
    List<Long> done = new ArrayList<>();

    source(file)
        .read(
            samples::add,
            (bytes, inAll) -> {
              done.add(bytes);
              assertThat(inAll).isEqualTo(file.toFile().length());
            });

    assertThat(done).hasSizeGreaterThan(5).isSorted().endsWith(Files.size(file));
  }

  @Test
  void read_truncatedGzip_saysHowManyRowsCameBefore() {
    byte[] whole = SampleFiles.packed(SampleFiles.rows(20_000).getBytes(UTF_8));
    Path file = files.bytes("cut.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    SourceException refusal = refusal(file);

    assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED);
    assertThat(refusal)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("ends in the middle of its gzip data")
        .hasMessageContaining("%,d rows were read before".formatted(samples.size()));
    assertThat(samples).hasSizeBetween(8000, 12_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 15})
  void read_gzipCutInItsHead_isTruncated(int bytes) {
    byte[] whole = SampleFiles.packed(SampleFiles.rows(10).getBytes(UTF_8));

    assertThat(refusal(files.bytes("cut.csv.gz", Arrays.copyOf(whole, bytes))).reason())
        .isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void read_damagedGzip_isMalformed() {
    byte[] packed = SampleFiles.packed(SampleFiles.rows(20_000).getBytes(UTF_8));
    packed[packed.length - 6] ^= 0x55;

    assertRefused(files.bytes("a.csv.gz", packed), Reason.MALFORMED, "damaged gzip data");
  }

  @Test
  void read_otherPacking_saysHowToUnpack() {
    assertRefused(files.text("a.zip", "PK\3\4"), Reason.MALFORMED, "a ZIP archive", "unpack");
    byte[] once = SampleFiles.packed(HEADER.getBytes(UTF_8));
    Path twice = files.bytes("a.csv.gz.gz", SampleFiles.packed(once));
    assertRefused(twice, Reason.MALFORMED, "gzip inside gzip");
  }

  @Test
  void read_textOfAnotherEncoding_isRefusedInOneLine() {
    Path utf16 = files.bytes("a.csv", SampleFiles.rows(20).getBytes(StandardCharsets.UTF_16LE));
    assertThat(refusal(utf16))
        .hasMessage(utf16 + " is UTF-16 without a byte order mark: save it as UTF-8");
    Path bigEndian = files.bytes("b.csv", SampleFiles.rows(20).getBytes(StandardCharsets.UTF_16BE));
    assertThat(refusal(bigEndian)).hasMessageContaining("is UTF-16 without a byte order mark");
  }

  @Test
  void read_binaryFile_isRefusedInOneLine() {
    byte[] noise = new byte[9000];
    new Random(7).nextBytes(noise);
    Path binary = files.bytes("noise.csv", noise);

    assertThat(refusal(binary))
        .hasMessage(binary + " is neither text in UTF-8 nor Parquet: nothing can be read from it");
  }

  @Test
  void read_textWithBytesOfAnotherCharacterSet_isRead() {
    String text = HEADER + "f\u00FCr,1372629804,0.5\n".repeat(9);

    read(files.bytes("a.csv", text.getBytes(StandardCharsets.ISO_8859_1)));
    read(files.bytes("b.csv", (HEADER + "a\0b,1372629804,0.5\n").getBytes(UTF_8)));

    assertThat(samples).hasSize(10);
  }

  @Test
  void read_emptyFile_isRefused() {
    assertRefused(files.text("a.csv", ""), Reason.EMPTY, "a.csv is empty");
    assertRefused(files.gzip("a.csv.gz", ""), Reason.EMPTY, "a.csv.gz is empty");
    assertRefused(files.text("a.csv", "\n\n"), Reason.EMPTY, "there is no header");
  }

  @Test
  void read_headerWithoutRows_isRefused() {
    assertRefused(files.text("a.csv", HEADER), Reason.EMPTY, "a.csv: a header, but no rows");
  }

  @Test
  void read_badHeader_saysWhatIsAllowed() {
    Path file = files.text("a.csv", "time,value\n1,2\n");

    assertRefused(
        file, Reason.MALFORMED, file + ": the header has no column 'workload'", "--map", "'time'");
  }

  @Test
  void read_noRowThatCanBeJudged_saysWhy() {
    assertRefused(
        files.text("a.csv", HEADER + "a,7,97\na,8,98\na\n"),
        Reason.MALFORMED,
        "none of 3 rows can be judged",
        "2 × share above 2",
        "1 × row with fewer fields than the header",
        "--map cpu_utilization=cpu_utilization/100");
  }

  @Test
  void read_percentages_areCountedAndNotedWithTheMapping() {
    SourceReport report = read(files.text("a.csv", HEADER + "a,7,97\na,8,96\na,9,0.5\n"));

    assertThat(report.dropped().of(DropReason.SHARE_ABOVE_RANGE)).isEqualTo(2);
    assertThat(report.notes())
        .anySatisfy(note -> assertThat(note).contains("--map cpu_utilization=cpu_utilization/100"));
  }

  @Test
  void read_fileThatVanished_isRefused() throws IOException {
    Path file = files.text("a.csv", SampleFiles.rows(5));
    FileSource source = source(file);
    Files.delete(file);

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> source.read(samples::add, Progress.NONE))
        .withMessageContaining("there is no file")
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  @Test
  void read_foreignExports_areMapped() {
    Path cloudWatch = files.text("cpu.csv", "timestamp,value\n2014-02-14 14:30:00,13.2\n");

    SourceReport report =
        FileSource.of(
                List.of(cloudWatch.toString()),
                mapped("workload='i-24ae8d'", "cpu_utilization=value/100"))
            .read(samples::add, Progress.NONE);

    assertThat(samples.getFirst().values().get(Metric.CPU_UTILIZATION)).isEqualTo(0.132);
    assertThat(report.notes()).containsExactly("timestamps without a zone were taken as UTC");
  }

  @Test
  void description_namesTheFiles() {
    Path a = files.text("a.csv", HEADER);
    Path b = files.text("b.csv", HEADER);

    assertThat(source(a).description()).isEqualTo(a.toString());
    assertThat(source(a, b).description()).isEqualTo("2 files: " + a + ", " + b);
  }

  private static FileSettings mapped(String... mappings) {
    return new FileSettings(
        Arrays.stream(mappings).map(ColumnMapping::parse).toList(), List.of("workload"));
  }

  private static FileSource source(Path... paths) {
    return FileSource.of(Arrays.stream(paths).map(Path::toString).toList(), FileSettings.DEFAULTS);
  }

  private SourceReport read(Path... paths) {
    return source(paths).read(samples::add, Progress.NONE);
  }

  private SourceException refusal(Path file) {
    try {
      read(file);
    } catch (SourceException refusal) {
      return refusal;
    }
    throw new AssertionError(file + " was read");
  }

  private void assertRefused(Path file, Reason reason, String... parts) {
    SourceException refusal = refusal(file);
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.getMessage()).contains(parts);
  }
}
