package dev.flatline.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.SourceReport;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.csv.ColumnMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetSourceTest {
  @TempDir Path folder;
  private SampleFiles files;
  private final List<Sample> samples = new ArrayList<>();

  @BeforeEach
  void openFolder() {
    files = new SampleFiles(folder);
  }

  @Test
  void read_canonicalColumns_areSamplesInStoredOrder() {
    SourceReport report =
        read(
            files.parquet(
                "a.parquet",
                """
                SELECT * FROM (VALUES
                  ('b', 1372629804, 0.5, NULL, 'x'),
                  ('a', 1372629804, NULL, 160900, 'x'),
                  ('b', 1372629805, 0.25, 7, 'x'))
                  t(workload, "timestamp", cpu_utilization, memory_usage_bytes, label)
                """));

    assertThat(samples)
        .containsExactly(
            new Sample(
                Workload.named("b"), 1372629804000L, MetricValues.of(Metric.CPU_UTILIZATION, 0.5)),
            new Sample(
                Workload.named("a"),
                1372629804000L,
                MetricValues.of(Metric.MEMORY_USAGE_BYTES, 160900)),
            new Sample(
                Workload.named("b"),
                1372629805000L,
                MetricValues.of(
                    Map.of(Metric.CPU_UTILIZATION, 0.25, Metric.MEMORY_USAGE_BYTES, 7.0))));
    assertThat(report.received()).isEqualTo(3);
    assertThat(report.notes()).containsExactly("ignored columns: 'label'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1372629804::BIGINT                         | 1372629804000",
        "1372629804::INTEGER                        | 1372629804000",
        "1372629804.25::DOUBLE                      | 1372629804250",
        "1795290898896::BIGINT                      | 1795290898896",
        "1795290898896::UBIGINT                     | 1795290898896",
        "TIMESTAMP '2014-02-14 14:30:00.123456'     | 1392388200123",
        "TIMESTAMP_S '2014-02-14 14:30:00'          | 1392388200000",
        "TIMESTAMP_MS '2014-02-14 14:30:00.5'       | 1392388200500",
        "TIMESTAMP_NS '2014-02-14 14:30:00.5'       | 1392388200500",
        "TIMESTAMPTZ '2014-02-14 14:30:00+02'       | 1392381000000",
        "DATE '2014-02-14'                          | 1392336000000",
        "'2014-02-14T14:30:00Z'                     | 1392388200000"
      })
  void read_timestampOfAnyType_isTheInstant(String sql, long millis) {
    read(files.parquet("a.parquet", "SELECT 'a' workload, 1.0 threads, " + sql + " \"timestamp\""));

    assertThat(samples).extracting(Sample::atMillis).containsExactly(millis);
  }

  @Test
  void read_zonelessTimes_areUtcWithANote() {
    SourceReport report =
        read(
            files.parquet(
                "a.parquet",
                "SELECT 'a' workload, 1 threads, TIMESTAMP '2014-02-14 14:30:00' \"timestamp\""));

    assertThat(report.notes()).containsExactly("timestamps without a zone were taken as UTC");
  }

  @Test
  void read_badValuesAndRows_areCountedLikeThoseOfCsv() {
    SourceReport report =
        read(
            files.parquet(
                "a.parquet",
                """
                SELECT * FROM (VALUES
                  ('a', 7, 0.5::DOUBLE, 0.1), ('a', 8, 'NaN', 0.1), ('a', 9, 'inf', 0.1),
                  ('a', 10, -1, 0.1), ('a', 11, 97, 0.1), ('a', 12, NULL, NULL),
                  (NULL, 13, 0.5, 0.1), (' ', 13, 0.5, 0.1), ('a', NULL, 0.5, 0.1),
                  ('a', -7, 0.5, 0.1)) t(workload, "timestamp", cpu_utilization, cpu_steal)
                """));

    assertThat(samples).hasSize(5);
    assertThat(report.received()).isEqualTo(10);
    assertThat(report.dropped().byReason())
        .isEqualTo(
            Map.of(
                DropReason.NOT_A_NUMBER, 1L,
                DropReason.INFINITE, 1L,
                DropReason.NEGATIVE, 1L,
                DropReason.SHARE_ABOVE_RANGE, 1L,
                DropReason.NO_VALUES, 1L,
                DropReason.NO_WORKLOAD, 2L,
                DropReason.BAD_TIMESTAMP, 2L));
    assertThat(report.notes())
        .contains(
            "NaN: first in row 2 (cpu_utilization = NaN)",
            "row whose timestamp cannot be read: first in row 9 (none)");
  }

  @Test
  void read_mappedColumns_areScaledAndQuoted() {
    Path file =
        files.parquet(
            "a.parquet", "SELECT 97 AS \"cpu \"\"%\"\"\", 7 AS t, 'x' AS \"cpu_utilization\"");

    read(file, "workload='w'", "timestamp=t", "cpu_utilization=cpu \"%\"/100");

    assertThat(samples.getFirst().workload()).isEqualTo(Workload.named("w"));
    assertThat(samples.getFirst().values().get(Metric.CPU_UTILIZATION)).isEqualTo(0.97);
  }

  @Test
  void read_columnOfAnotherType_isRefused() {
    assertRefused(
        files.parquet("a.parquet", "SELECT 'a' workload, 7 \"timestamp\", 'x' cpu_utilization"),
        Reason.MALFORMED,
        "column 'cpu_utilization' has the type VARCHAR; cpu_utilization needs a number");
    assertRefused(
        files.parquet("a.parquet", "SELECT 'a' workload, TRUE \"timestamp\", 1 cpu_utilization"),
        Reason.MALFORMED,
        "column 'timestamp' has the type BOOLEAN");
  }

  @Test
  void read_missingColumn_saysWhatIsAllowed() {
    assertRefused(
        files.parquet("a.parquet", "SELECT 'a' workload, 1 threads"),
        Reason.MALFORMED,
        "no column 'timestamp'",
        "'workload', 'threads'");
  }

  @Test
  void read_noRows_isRefused() {
    assertRefused(
        files.parquet("a.parquet", "SELECT 'a' workload, 1 \"timestamp\", 1 threads LIMIT 0"),
        Reason.EMPTY,
        "a header, but no rows");
  }

  @Test
  void read_truncatedFile_isRefused() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            files.parquet("a.parquet", "SELECT 'a' workload, 1 \"timestamp\", 1 threads"));

    assertRefused(
        files.bytes("cut.parquet", Arrays.copyOf(whole, whole.length - 20)),
        Reason.TRUNCATED,
        "cut.parquet ends before Parquet's footer");
  }

  @Test
  void read_damagedFile_isRefused() {
    assertRefused(
        files.text("a.parquet", "PAR1 nonsense that is long enough PAR1"),
        Reason.MALFORMED,
        "cannot be read as Parquet");
  }

  @Test
  void read_parquetInsideGzip_saysHowToUnpack() {
    assertRefused(
        files.gzip("a.parquet.gz", "PAR1"), Reason.MALFORMED, "is Parquet inside gzip", "gunzip");
  }

  @Test
  void read_nameLikeAPattern_isThatFileOnly() throws IOException {
    Path made = files.parquet("made.parquet", "SELECT 'a' workload, 7 \"timestamp\", 1 threads");
    Path brackets = Files.copy(made, folder.resolve("it's [1].parquet"));
    Path star = Files.copy(made, folder.resolve("*.parquet"));

    read(brackets);
    read(star);

    assertThat(samples).hasSize(2);
  }

  @Test
  void read_manyRows_keepTheirOrderAndShowProgress() {
    Path file =
        files.parquet(
            "a.parquet",
            """
            SELECT 'vm-' || (i // 50000) AS workload, 1372629804 + i % 50000 AS "timestamp",
              (i % 97) / 100.0 AS cpu_utilization FROM range(200000) t(i)
            """);
    List<Long> done = new ArrayList<>();

    source(file).read(samples::add, (bytes, inAll) -> done.add(bytes));

    assertThat(samples).hasSize(200_000);
    assertThat(samples.get(150_000).workload().name()).isEqualTo("vm-3");
    assertThat(samples.subList(50_000, 100_000))
        .isSortedAccordingTo(java.util.Comparator.comparingLong(Sample::atMillis));
    assertThat(done).isSorted().endsWith(file.toFile().length());
  }

  private static FileSource source(Path file, String... mappings) {
    return FileSource.of(
        List.of(file.toString()),
        new FileSettings(
            Arrays.stream(mappings).map(ColumnMapping::parse).toList(), List.of("workload")));
  }

  private SourceReport read(Path file, String... mappings) {
    return source(file, mappings).read(samples::add, Progress.NONE);
  }

  private void assertRefused(Path file, Reason reason, String... parts) {
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> read(file))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
  }
}
