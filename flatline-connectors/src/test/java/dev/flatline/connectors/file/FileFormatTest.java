package dev.flatline.connectors.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# HELP cpu_utilization Share.",
        "# TYPE cpu_utilization gauge\nrest",
        "\uFEFF# EOF",
        "cpu_utilization{workload=\"a, b\"} 0.5 1795290898",
        "cpu_utilization 0.5 1795290898500",
        "up 1",
        "up\t1",
        "up NaN",
        "up +Inf 1795290898500",
        "up -.5e3"
      })
  void of_textThatStartsLikeAnExposition_isMetricsText(String text) {
    assertThat(format("samples.txt", text)).isEqualTo(FileFormat.METRICS_TEXT);
    assertThat(format("samples.csv", text)).isEqualTo(FileFormat.METRICS_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workload,timestamp,cpu_utilization\na,1,1",
        "workload, timestamp, cpu_utilization",
        "Time,TimeStamp,PodName,CpuUsage(m)",
        "\"workload\",\"timestamp\"",
        "# a comment,timestamp",
        "timestamp",
        "workload\ttimestamp\tcpu_utilization",
        "workload timestamp cpu_utilization",
        ""
      })
  void of_anyOtherText_isCsv(String text) {
    assertThat(format("samples.txt", text)).isEqualTo(FileFormat.CSV);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.om", "a.prom", "a.om.gz", "a.prom.gz"})
  void of_nameOfMetricsText_decides(String name) {
    assertThat(format(name, "anything")).isEqualTo(FileFormat.METRICS_TEXT);
  }

  @Test
  void of_parquet_isToldByContentWhateverTheName() {
    assertThat(format("a.csv", "PAR1\1\2")).isEqualTo(FileFormat.PARQUET);
  }

  @ParameterizedTest
  @CsvSource({
    "504b0304, a ZIP archive",
    "28b52ffd, packed with zstd",
    "425a6839, packed with bzip2",
    "fd377a585a00, packed with xz"
  })
  void foreignPacking_isNamed(String hex, String packing) {
    assertThat(FileFormat.foreignPacking(java.util.HexFormat.of().parseHex(hex))).hasValue(packing);
  }

  @Test
  void foreignPacking_ofText_isNone() {
    assertThat(FileFormat.foreignPacking("B".getBytes(UTF_8))).isEmpty();
    assertThat(FileFormat.isGzip(new byte[] {0x1f})).isFalse();
  }

  private static FileFormat format(String name, String head) {
    return FileFormat.of(name, head.getBytes(UTF_8));
  }
}
