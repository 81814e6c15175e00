package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.SourceReport.Unjudged;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a hunt says of the policy that it was given.
class HuntPolicyTest {
  private static final String DATA =
      """
      workload,timestamp,cpu_utilization
      a,2023-11-14T22:00:00Z,0.5
      b,2023-11-14T21:00:00Z,0.5
      """;

  @TempDir private Path folder;

  @Test
  void hunt_withAPolicyThatIsOdd_warnsWithFileAndLine() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            version: 1
            roles:
              - match: {name: "*"}
                role: web
              - match: {name: a}
                role: batch
            """);

    assertThat(hunt(policy).err())
        .startsWith("flatline: warning: " + policy + ":5:5: roles[1]: found an item");
  }

  @Test
  void hunt_withASuppressionThatEndedBeforeTheDataDo_notesItOnce() throws IOException {
    CommandRun run = hunt(suppressedUntil("2023-11-14T21:59:59Z"));

    assertThat(oneLine(run.out()))
        .containsOnlyOnce(
            "Note: suppressions[0] (name load-*) of performance team has ended, since"
                + " 2023-11-14T21:59:59Z: renew or remove it");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void hunt_inAnotherFormat_notesItThere() throws IOException {
    Path policy = suppressedUntil("2023-11-01T00:00:00Z");

    CommandRun jsonl = hunt(policy, "--format", "jsonl");
    assertThat(jsonl.out()).isEmpty();
    assertThat(oneLine(jsonl.err())).containsOnlyOnce("Note: suppressions[0] (name load-*)");

    CommandRun html = hunt(policy, "--format", "html");
    assertThat(html.out()).containsOnlyOnce("suppressions[0] (name load-*) of performance team");
  }

  @Test
  void hunt_withASuppressionThatEndedAfterTheData_saysNothing() throws IOException {
    assertNothingNoted("2023-11-14T22:00:00Z");
    assertNothingNoted("2023-11-15T00:00:00Z");
  }

  @Test
  void hunt_withoutData_judgesSuppressionsByToday() {
    assertThat(notesWithoutData("2023-11-15T00:00:00Z")).hasSize(1);
    assertThat(notesWithoutData("9999-12-31T00:00:00Z")).isEmpty();
  }

  /// Files and servers refuse to give nothing; other sources may not.
  private static List<String> notesWithoutData(String expires) {
    Suppression suppression =
        new Suppression(WorkloadPattern.named("a"), "why", "who", Instant.parse(expires));
    Policy policy =
        new Policy(List.of(), List.of(), ThresholdPolicy.DEFAULTS, List.of(suppression));
    return new HuntRun(EngineSettings.DEFAULT, policy).over(new Nothing(), Progress.NONE).notes();
  }

  /// A source that knows of a workload and has nothing to give of it.
  private record Nothing() implements TelemetrySource {
    @Override
    public SourceReport read(SampleSink sink, Progress progress) {
      Unjudged unjudged = new Unjudged(Workload.named("a"), Reason.NO_CPU);
      return new SourceReport(0, 0, new DropCounts(), List.of(), List.of(unjudged));
    }

    @Override
    public String description() {
      return "nothing";
    }
  }

  private void assertNothingNoted(String expires) throws IOException {
    assertThat(hunt(suppressedUntil(expires)).out()).doesNotContain("Note:");
  }

  private Path suppressedUntil(String moment) throws IOException {
    return Files.writeString(
        folder.resolve("policy.yaml"),
        """
        version: 1
        suppressions:
          - match: {name: load-*}
            reason: load test
            owner: performance team
            expires: %s
        """
            .formatted(moment));
  }

  private CommandRun hunt(Path policy, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.csv"), DATA);
    String[] always = {"hunt", "--input", file.toString(), "--policy", policy.toString()};
    CommandRun run =
        CommandRun.of(Stream.of(always, options).flatMap(Arrays::stream).toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    return run;
  }

  /// A note is broken to the width of the terminal.
  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }
}
