package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a recording in a process of its own ends: by a signal, and by a disk that is full.
class RecordEndTest {
  private static final int SIGTERM_EXIT_CODE = 128 + 15;
  private static final int COLUMNS = 20;

  @TempDir private Path folder;

  @BeforeEach
  void needLinux() {
    assumeTrue(Files.exists(Path.of("/proc/stat")), "recording needs Linux");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.csv", "out.csv.gz"})
  void sigterm_leavesAWholeFileAndTheSummary(String name) throws Exception {
    Path file = folder.resolve(name);
    Process process = start(List.of(), file);
    awaitReadings(process.getErrorStream(), 4);

    // Process.destroy would close the streams as well.
    process.toHandle().destroy();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGTERM_EXIT_CODE);
    assertThat(text(process.getInputStream()))
        .startsWith("Stopped after ")
        .contains("Too short for hunt");
    assertThat(lines(file)).hasSizeGreaterThanOrEqualTo(1 + 4);
  }

  /// A limit on the size of files stands for the disk: the write that crosses it is cut short.
  @Test
  void diskThatFillsUp_leavesWholeReadingsAndExitsWith3() throws Exception {
    Path file = folder.resolve("out.csv");
    Process process = start(List.of("sh", "-c", "ulimit -f 2; exec \"$@\"", "sh"), file);
    String err = text(process.getErrorStream());

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.SOURCE);
    assertThat(err).contains("cannot write " + file, "what was recorded before is in it");
    assertThat(lines(file)).hasSizeGreaterThan(1);
    assertThat(Files.size(file)).isLessThan(2 * 1024);
  }

  private static Process start(List<String> before, Path file) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-Dflatline.terminal=stderr 80",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(
        List.of("record", "--host-only", "--interval", "100ms", "--duration", "1m", "--output"));
    command.add(file.toString());
    return new ProcessBuilder(command).start();
  }

  /// Reads the progress until it told of so many readings.
  private static void awaitReadings(InputStream progress, int readings) throws IOException {
    int told = 0;
    while (told < readings) {
      int letter = progress.read();
      assertThat(letter).as("the recording ended by itself").isNotNegative();
      told += letter == '\r' ? 1 : 0;
    }
  }

  /// The lines of a file, each checked to be whole.
  private static List<String> lines(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      String text = text(file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream);
      assertThat(text).endsWith("\n");
      assertThat(text.lines()).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(COLUMNS));
      return text.lines().toList();
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
