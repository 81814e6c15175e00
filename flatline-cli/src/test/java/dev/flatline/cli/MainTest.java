package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();

  @Test
  void version_printsTheVersionOfTheBuild() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("flatline \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunt",
        "demo",
        "explain",
        "record",
        "rules",
        "rules prometheus",
        "rules grafana",
        "completion"
      })
  void version_ofACommand_isTheSame(String command) {
    assertThat(run((command + " --version").split(" ", -1))).isZero();
    assertThat(out.toString())
        .isEqualTo("flatline " + BuildVersion.text() + System.lineSeparator());
  }

  @Test
  void help_saysWhatItDoes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: flatline").contains("cryptomining");
  }

  @Test
  void unknownOption_isAUsageError() {
    assertThat(run("--no-such-option")).isEqualTo(2);
  }

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(out, true));
    return commandLine.execute(args);
  }
}
