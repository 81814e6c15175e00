package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void evaluate_ofAFile_countsAndLaysMinersOver() throws IOException {
    Path input = input();
    for (String form : List.of("html", "json", "md")) {
      Path report = folder.resolve("report." + form);
      assertThat(
              evaluate(
                  "--input=" + input,
                  "--learn=1d",
                  "--within=6h",
                  "--inject",
                  "--levels=1,0.5",
                  "--shapes=steady,load-following",
                  "--report=" + report))
          .isEqualTo(ExitCode.DONE);
      assertThat(report).content().contains("load-following");
    }
    assertThat(out.toString())
        .contains("3 workloads, 9 workload-days", "## False findings", "## Detection power");
  }

  @Test
  void evaluate_ofBatchWorkloads_alsoMeasuresByTheirOwnPlateaus() throws IOException {
    Path input = folder.resolve("batch.csv");
    List<String> lines = new ArrayList<>(List.of("workload,timestamp,cpu_utilization"));
    for (int i = 0; i <= 4 * 288; i++) {
      double cpu = i % 288 < 12 ? 0.97 + 0.01 * Math.sin(i) : 0.05;
      lines.add("batch,%d,%.4f".formatted(1_790_000_000 + 300 * i, cpu));
    }
    Files.write(input, lines);
    Path report = folder.resolve("batch.json");
    assertThat(
            evaluate(
                "--input=" + input, "--learn=1d", "--within=6h", "--inject", "--report=" + report))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("Batch workloads, by their own plateaus", "95 % of capacity", "| 55 min");
    assertThat(report).content().contains("\"plateaus_seconds\" : [ 3300 ]");
  }

  @Test
  void evaluate_withSomeMiners_laysOnlyThoseOver() throws IOException {
    Path mine = Files.write(folder.resolve("mine.txt"), Collections.nCopies(60, "0.5"));
    String miners = "--miners=randomx," + mine;
    Path report = folder.resolve("report.md");
    assertThat(
            evaluate(
                "--input=" + input(),
                "--learn=1d",
                "--within=6h",
                "--inject",
                "--trials=3",
                miners,
                "--report=" + report))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("## By miner", "| randomx ", "| " + mine)
        .doesNotContain("paused", "duty-cycled");
    assertThat(report).content().contains("--miners randomx," + mine);
  }

  @Test
  void evaluate_withMinersThatCannotBe_saysSo() throws IOException {
    Path bad = Files.write(folder.resolve("bad.txt"), List.of("one"));
    String input = "--input=" + input();
    assertThat(evaluate(input, "--inject", "--miners=xmrig")).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate(input, "--inject", "--miners=" + bad)).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate(input, "--inject", "--miners=randomx", "--shapes=duty-cycled"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains(
            "'xmrig' is neither randomx nor randomx-paused nor a file",
            "bad.txt: ",
            "none of --miners is duty-cycled");
  }

  @Test
  void evaluate_withoutInject_onlyCounts() throws IOException {
    assertThat(evaluate("--input=" + input(), "--learn=1d")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("## False findings").doesNotContain("Detection power");
  }

  @Test
  void evaluate_tellsWhatWasReadDroppedAndNoted() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(input())) {
      lines.add(line + (line.startsWith("workload") ? ",colour" : ",red"));
    }
    lines.add("vm-9,1790000000,much,red");
    Path input = Files.write(folder.resolve("more.csv"), lines);
    assertThat(evaluate("--input=" + input, "--learn=1d")).isEqualTo(ExitCode.DONE);
    assertThat(err.toString())
        .contains("Looked at 3 of", "Dropped: 1 ", "Note: ignored columns: 'colour'")
        .doesNotContain("Findings:");
  }

  @Test
  void evaluate_whereTheReportsFormIsUnknown_saysWhichThereAre() throws IOException {
    assertThat(evaluate("--input=" + input(), "--report=report.txt")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("report.txt", ".html, .json or .md");
  }

  @Test
  void evaluate_withLevelsOrShapesThatCannotBe_saysSo() throws IOException {
    assertThat(evaluate("--input=" + input(), "--levels=1,50")).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate("--input=" + input(), "--shapes=round")).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate("--input=" + input(), "--trials=0")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("50.0 is not", "'round' is none of steady", "at least 1");
  }

  private int evaluate(String... arguments) {
    List<String> all = new ArrayList<>(List.of("evaluate"));
    all.addAll(List.of(arguments));
    CommandLine command = Main.commandLine();
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  /// Three workloads of four days.
  private Path input() throws IOException {
    List<String> lines = new ArrayList<>(List.of("workload,timestamp,cpu_utilization"));
    for (int workload = 0; workload < 3; workload++) {
      for (int i = 0; i <= 4 * 288; i++) {
        double cpu = 0.05 + 0.02 * Math.sin(i / 9.0 + workload);
        lines.add("vm-%d,%d,%.4f".formatted(workload, 1_790_000_000 + 300 * i, cpu));
      }
    }
    return Files.write(folder.resolve("fleet.csv"), lines);
  }
}
