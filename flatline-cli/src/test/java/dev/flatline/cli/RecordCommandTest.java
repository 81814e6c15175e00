package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCommandTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameAFile() {
    assumeTrue(Files.exists(Path.of("/proc/stat")), "recording needs Linux");
    file = folder.resolve("out.csv");
  }

  @Test
  void record_writesReadingsAndSaysWhatNext() throws IOException {
    CommandRun run = record("--host-only");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Recorded 3 readings in 0:00: 3 samples of 1 workload in " + file)
        .contains("Own cost: ", "Too short for hunt");
    assertThat(Files.readAllLines(file))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("workload,timestamp,cpu_utilization,");
  }

  @Test
  void record_thenHunt_readsWhatWasRecorded() {
    record();

    CommandRun hunt = CommandRun.of("hunt", "--input", file.toString());

    assertThat(hunt.exitCode()).isZero();
    assertThat(hunt.out()).contains("samples");
  }

  @Test
  void record_toAFileThatIsThere_refusesUnlessForced() throws IOException {
    Files.writeString(file, "precious");

    CommandRun refused = record();
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .isEqualToNormalizingNewlines(
            "flatline: " + file + " exists already; --force replaces it\n");
    assertThat(file).hasContent("precious");

    assertThat(record("--force").exitCode()).isZero();
    assertThat(file).content().startsWith("workload,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--interval 10ms            | shorter than 100 ms",
        "--interval 2s              | shorter than the interval",
        "--interval 1               | '1' is not a duration",
        "--include [                | '[' is no glob",
        "--exclude /{a              | '/{a' is no glob",
        "--no-such-option           | unknown option"
      })
  void record_withWrongOptions_saysWhich(String options, String message) {
    CommandRun run = record(options.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
    assertThat(file).doesNotExist();
  }

  @Test
  void record_withAnIncludeThatMatchesNothing_saysSo() {
    assertThat(record("--include", "/nope").out()).contains("Note: no cgroup matches --include");
  }

  @Test
  void record_withoutAFile_asksForOne() {
    CommandRun run = CommandRun.of("record");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--output=FILE");
  }

  @Test
  void record_intoAMissingFolder_exitsWith3() {
    file = folder.resolve("missing/out.csv");

    CommandRun run = record();

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "flatline: cannot write " + file + ": there is no such folder\n");
  }

  @Test
  void record_ontoAFullDisk_exitsWith3() {
    file = Path.of("/dev/full");

    CommandRun run = record("--force");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains("No space left on device").hasLineCount(1);
  }

  @Test
  void record_whereThereIsNoProc_exitsWith3BeforeAFileIsMade() {
    CommandRun run = record("--root", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).hasLineCount(1).contains("needs the /proc of Linux");
    assertThat(file).doesNotExist();
  }

  @Test
  void help_teachesWithAnExampleThatIsHunted() {
    assertThat(CommandRun.of("record", "--help").out())
        .containsSubsequence("flatline record --interval", "flatline hunt --input");
  }

  /// Records for a fifth of a second unless told otherwise.
  private CommandRun record(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("record", "--duration", "200ms", "--output", file.toString()));
    if (!List.of(options).contains("--interval")) {
      arguments.addAll(List.of("--interval", "100ms"));
    }
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
