package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.file.FileSettings;
import dev.flatline.connectors.file.FileSource;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFileTest {
  private static final Sample SAMPLE =
      new Sample(
          Workload.named("cgroup:/a, \"b\""),
          1_795_290_898_000L,
          MetricValues.of(Metric.CPU_UTILIZATION, 0.5));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"out.csv", "out.csv.gz"})
  void whatIsWritten_isReadBackEqual(String name) {
    Path path = folder.resolve(name);
    try (RecordingFile file = RecordingFile.create(path, false)) {
      file.accept(SAMPLE);
      file.endReading();
    }

    List<Sample> samples = new ArrayList<>();
    FileSource.of(List.of(path.toString()), FileSettings.DEFAULTS)
        .read(samples::add, Progress.NONE);

    assertThat(samples).containsExactly(SAMPLE);
  }

  @Test
  void reading_isInTheFileAtItsEndAndNotBefore() throws IOException {
    Path path = folder.resolve("out.csv");
    try (RecordingFile file = RecordingFile.create(path, false)) {
      assertThat(Files.readAllLines(path)).hasSize(1);
      file.accept(SAMPLE);
      assertThat(Files.readAllLines(path)).hasSize(1);
      file.endReading();
      assertThat(Files.readAllLines(path)).hasSize(2);
    }
  }

  @Test
  void fileThatIsThere_isNotTouchedUnlessTold() throws IOException {
    Path path =
        Files.writeString(
            folder.resolve("out.csv"), "precious and longer than a header\n".repeat(99));

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> RecordingFile.create(path, false))
        .withMessageContaining("--force")
        .matches(e -> e.reason() == RecordingException.Reason.EXISTS);
    assertThat(path).content().startsWith("precious");

    RecordingFile.create(path, true).close();
    assertThat(Files.readAllLines(path)).hasSize(1).first().asString().startsWith("workload,");
  }

  @Test
  void missingFolder_isToldByItsFile() {
    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> RecordingFile.create(folder.resolve("no/out.csv"), false))
        .withMessageContaining("no/out.csv: there is no such folder")
        .matches(e -> e.reason() == RecordingException.Reason.NOT_WRITABLE);
  }

  @Test
  void folderOfSomebodyElse_isToldAsPermission() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(closed), "root may write into every folder");

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> RecordingFile.create(closed.resolve("out.csv"), false))
        .withMessageEndingWith("out.csv: permission denied");
  }

  @Test
  void fullDisk_isToldInTheSystemsWords() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full");

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> RecordingFile.create(full, true))
        .withMessage("cannot write /dev/full: No space left on device")
        .matches(e -> e.reason() == RecordingException.Reason.NOT_WRITABLE);
  }

  @Test
  void folder_isNoFile() {
    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> RecordingFile.create(folder, true))
        .withMessageContaining("cannot write " + folder);
  }
}
