package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RulesCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void prometheus_writesTheRulesOfAllExporters() {
    assertThat(run("rules", "prometheus")).isZero();
    assertThat(out.toString())
        .isEqualTo(RulesFixtures.rules())
        .contains("name: flatline-node", "name: flatline-kubernetes")
        .doesNotContainPattern("@[a-z]+@");
  }

  @ParameterizedTest
  @CsvSource({
    "node, flatline-node, flatline-kubernetes",
    "kubernetes, flatline-kubernetes, flatline-node"
  })
  void exporter_choosesOneGroup(String exporter, String present, String absent) {
    assertThat(run("rules", "prometheus", "--exporter", exporter)).isZero();
    assertThat(out.toString()).contains(present).doesNotContain(absent);
  }

  @Test
  void options_reachTheRules() {
    String options = "--window 1h --rate 2m --for 10m --mean 0.85 --cv 0.1 --correlation 0.35";
    assertThat(run(("rules prometheus " + options).split(" "))).isZero();
    assertThat(out.toString())
        .contains("instance:flatline_cpu:mean1h > 0.85")
        .contains("instance:flatline_cpu:cv1h < 0.1")
        .contains("instance:flatline_cpu_network:correlation1h < 0.35")
        .contains("[2m]", "ratio_rate2m", "for: 10m", ">= 54")
        .doesNotContain("30m", "4m");
  }

  @Test
  void output_goesToTheFile() throws IOException {
    Path file = folder.resolve("flatline.yml");
    assertThat(run("rules", "prometheus", "--output", file.toString())).isZero();
    assertThat(Files.readString(file)).isEqualTo(RulesFixtures.rules());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void output_thatCannotBeWritten_isADataError() {
    Path file = folder.resolve("missing").resolve("flatline.yml");
    assertThat(run("rules", "grafana", "--output", file.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("cannot write " + file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--window=soon",
        "--window=",
        "--window=-30m",
        "--window=19m",
        "--window=99999999999999999999h",
        "--rate=30s",
        "--rate=10m",
        "--mean=0",
        "--mean=90",
        "--mean=NaN",
        "--cv=0",
        "--cv=-0.05",
        "--correlation=-1",
        "--correlation=1.5",
        "--exporter=windows"
      })
  void optionOutOfBounds_isAUsageErrorThatNamesIt(String option) {
    assertThat(run("rules", "prometheus", option)).isEqualTo(2);
    assertThat(err.toString())
        .contains(option.substring(0, option.indexOf('=')))
        .contains("See 'flatline rules prometheus --help'.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void rules_withoutSubcommand_isAUsageError() {
    assertThat(run("rules")).isEqualTo(2);
    assertThat(err.toString()).contains("prometheus", "grafana");
  }

  @Test
  void help_teaches() {
    assertThat(run("rules", "prometheus", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("node, kubernetes, all (default: all)", "(default: 30m)", "promtool check rules")
        .doesNotContain("${");
  }

  @Test
  void help_ofTheParent_saysWhatTheCheckIsAndWhatItIsNot() {
    assertThat(run("rules", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("above 90 % of capacity", "every batch job", "flatline hunt");
  }

  private int run(String... args) {
    return commandLine().execute(args);
  }

  private CommandLine commandLine() {
    return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  }
}
