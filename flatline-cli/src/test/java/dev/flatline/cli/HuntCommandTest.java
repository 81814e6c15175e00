package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.SourceTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntCommandTest {
  private static final String HEADER = "workload,timestamp,cpu_utilization\n";

  @TempDir private Path folder;

  @Test
  void hunt_withoutASource_saysWhatToName() {
    CommandRun run = CommandRun.of("hunt");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--prometheus URL or --input FILE");
  }

  @Test
  void hunt_withTwoSources_refuses() {
    CommandRun run = CommandRun.of("hunt", "--input", "a.csv", "--prometheus", "http://x");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("exclude each other");
  }

  @Test
  void hunt_throughTheRecording_failsOnMediumButNotOnHigh() {
    String recording = SourceTree.path("demo/containers-1s.csv.gz").toString();
    assertThat(CommandRun.of("hunt", "--input", recording, "--fail-on", "medium").exitCode())
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(CommandRun.of("hunt", "--input", recording, "--fail-on", "high").exitCode())
        .isZero();
  }

  @Test
  void hunt_withAnUnknownSeverity_namesTheAllowed() {
    CommandRun run = CommandRun.of("hunt", "--input", "a.csv", "--fail-on", "terrible");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("terrible").contains("low, medium, high");
  }

  @Test
  void hunt_throughAMissingFile_saysSo() {
    CommandRun run = CommandRun.of("hunt", "--input", folder.resolve("none.csv").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains("none.csv");
  }

  @Test
  void hunt_throughAFolder_saysSo() {
    CommandRun run = CommandRun.of("hunt", "--input", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains(folder.toString());
  }

  @Test
  void hunt_throughAnEmptyFile_saysSo() throws IOException {
    CommandRun run = hunt("");
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains("telemetry.csv").contains("empty");
  }

  @Test
  void hunt_throughATruncatedGzip_saysSo() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((HEADER + "a,1700000000,0.5\n".repeat(1000)).getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("cut.csv.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    CommandRun run = CommandRun.of("hunt", "--input", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains("cut.csv.gz");
  }

  @Test
  void hunt_countsWhatItDrops() throws IOException {
    CommandRun run =
        hunt(
            HEADER
                + "a,1700000000,0.5\n"
                + "a,1700000000,0.5\n"
                + "a,1700000900,NaN\n"
                + "a,1700000900,0.5\n"
                + "a,1700000060,0.5\n"
                + "a,1700001000,-0.5\n"
                + "a,1700001060,+Inf\n"
                + "a,1700001120,97\n"
                + "a,1700001180\n");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Dropped: 1 × duplicate of a workload's time")
        .contains(
            "Dropped: 1 × more than a minute older than its workload's newest sample (sort the rows by time)")
        .contains("Dropped: 1 × NaN")
        .contains("Dropped: 1 × negative value")
        .contains("Dropped: 1 × infinite value")
        .contains("Dropped: 1 × share above 2 (a percentage? map it with /100)")
        .contains("Dropped: 1 × row with fewer fields than the header");
  }

  @Test
  void hunt_writesEveryFormatToAFile() throws IOException {
    String recording = SourceTree.path("demo/containers-1s.csv.gz").toString();
    for (OutputFormat format : OutputFormat.values()) {
      Path file = folder.resolve("findings." + format);
      CommandRun run =
          CommandRun.of(
              "hunt", "--input", recording, "--format", format.name(), "--output", file.toString());
      assertThat(run.exitCode()).isZero();
      assertThat(Files.readString(file)).contains("web-then-randomx");
    }
  }

  @Test
  void hunt_toAnUnwritablePlace_saysWhere() {
    String recording = SourceTree.path("demo/containers-1s.csv.gz").toString();
    String nowhere = folder.resolve("no/such/folder/x.json").toString();
    CommandRun run = CommandRun.of("hunt", "--input", recording, "--output", nowhere);
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains("cannot write " + nowhere);
  }

  @Test
  void explain_tellsAFindingInFull_andAnInnocentInALine() {
    String recording = SourceTree.path("demo/containers-1s.csv.gz").toString();
    CommandRun run =
        CommandRun.of("explain", "web-then-randomx", "web-requests", "--input", recording);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("web-then-randomx")
        .contains("What to do next")
        .contains("web-requests  is no finding");
  }

  @Test
  void failOn_whereNothingCouldBeJudged_exitsWith3AndSaysWhy() throws IOException {
    String tooShort = HEADER + "a,1700000000,0.5\na,1700000060,0.5\nb,1700000000,0.5\n";
    Path file = Files.writeString(folder.resolve("telemetry.csv"), tooShort);
    CommandRun run = CommandRun.of("hunt", "--input", file.toString(), "--fail-on", "high");
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.out()).contains("Looked at 0 of 2 workloads");
    assertThat(run.err())
        .contains("flatline: --fail-on cannot tell: of 2 workloads none could be judged (")
        .hasLineCount(1);
    assertThat(hunt(tooShort).exitCode()).isZero();
  }

  private CommandRun hunt(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.csv"), csv);
    return CommandRun.of("hunt", "--input", file.toString());
  }
}
