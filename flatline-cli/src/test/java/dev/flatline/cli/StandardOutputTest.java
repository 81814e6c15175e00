package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.SourceTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a command whose standard output cannot be written.
class StandardOutputTest {
  private static final String FULL = "No space left on device";

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void hunt_ontoAFullDisk_exitsWith3(OutputFormat format) {
    assertThat(onto(failing(FULL), "hunt", "--input", recording(), "--format", format.name()))
        .isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString()).contains("flatline: cannot write to standard output: " + FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules prometheus",
        "rules grafana",
        "completion",
        "hunt --help",
        "--help",
        "--version",
        ""
      })
  void anyCommand_ontoAFullDisk_exitsWith3(String command) {
    String[] arguments = command.isEmpty() ? new String[0] : command.split(" ", -1);
    assertThat(onto(failing(FULL), arguments)).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("flatline: cannot write to standard output: " + FULL + "\n");
  }

  @Test
  void explain_ontoAFullDisk_exitsWith3() {
    assertThat(onto(failing(FULL), "explain", "--input", recording())).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString()).contains("cannot write to standard output: " + FULL);
  }

  @Test
  void record_ontoAFullDisk_exitsWith3() {
    String file = folder.resolve("here.csv").toString();
    String[] record = {
      "record", "--host-only", "--interval", "100ms", "--duration", "200ms", "--output", file
    };
    assertThat(onto(failing(FULL), record)).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString()).contains("cannot write to standard output: " + FULL);
  }

  @Test
  void failureWithoutACause_isSaidWithoutOne() {
    assertThat(onto(failing(null), "rules", "prometheus")).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("flatline: cannot write to standard output\n");
  }

  @Test
  void closedPipe_endsSilentlyAsOtherToolsDo() {
    assertThat(onto(failing("Broken pipe"), "rules", "prometheus")).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void text_arrivesWhole() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(onto(out, "rules", "prometheus")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(RulesFixtures.rules());
  }

  private int onto(OutputStream out, String... arguments) {
    return Main.execute(
        Main.commandLine()
            .setOut(StandardOutput.writer(out, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true)),
        arguments);
  }

  private static String recording() {
    return SourceTree.path("demo/containers-1s.csv.gz").toString();
  }

  private static OutputStream failing(@org.jspecify.annotations.Nullable String cause) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(cause);
      }
    };
  }
}
