package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.finding.FindingJsonDecoder;
import dev.flatline.testkit.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  /// Second 1,262 of the recording: what moves in starts beside the web server.
  private static final Instant MOVED_IN = Instant.parse("2026-11-21T20:16:00Z");

  @TempDir private static Path folder;

  private static CommandRun run;
  private static Map<String, Finding> found;

  @BeforeAll
  static void runDemo() throws IOException {
    System.setProperty("flatline.home", SourceTree.path(".").toString());
    run =
        CommandRun.of(
            "demo",
            "--format",
            "jsonl",
            "--min-severity",
            "low",
            "--report",
            folder.resolve("demo.html").toString());
    found =
        FindingJsonDecoder.decode(
                new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)))
            .stream()
            .collect(Collectors.toMap(one -> one.workload().name(), Function.identity()));
  }

  @AfterAll
  static void forgetHome() {
    System.clearProperty("flatline.home");
  }

  private static Finding found(String workload) {
    return Optional.ofNullable(found.get(workload)).orElseThrow();
  }

  @Test
  void demo_findsBothContainersThatComputeRandomX() {
    assertThat(run.exitCode()).isZero();
    assertThat(found("randomx-full").severity()).isGreaterThanOrEqualTo(Severity.MEDIUM);
    assertThat(found("web-then-randomx").severity()).isGreaterThanOrEqualTo(Severity.MEDIUM);
  }

  @Test
  void demo_datesTheOneThatMovedInToTheMinute() {
    Finding moved = found("web-then-randomx");
    assertThat(Duration.between(MOVED_IN, moved.firstObserved()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(moved.detectedAt()).isAfter(moved.firstObserved());
  }

  @Test
  void demo_findsNeitherWebServerNorBatchNorBuilds() {
    assertThat(found).doesNotContainKeys("web-requests", "compress-batch", "java-builds");
  }

  @Test
  void demo_lowersTheTrainingByItsRole_andSaysSo() {
    Finding training = found("ml-training");
    assertThat(training.severity()).isEqualTo(Severity.LOW);
    assertThat(training.context()).anyMatch(note -> note.contains("ml-training"));
  }

  @Test
  void demo_writesAReportAndNamesItsPath() {
    assertThat(folder.resolve("demo.html")).content().startsWith("<!DOCTYPE html>");
    assertThat(run.err()).contains(folder.resolve("demo.html").toString());
  }
}
