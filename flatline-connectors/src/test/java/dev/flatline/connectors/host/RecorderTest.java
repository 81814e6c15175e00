package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final RecordingPlan FIVE_SECONDS =
      new RecordingPlan(Duration.ofSeconds(1), Duration.ofSeconds(5));

  @TempDir private Path folder;
  private final ManualRecordingClock clock = new ManualRecordingClock();
  private final List<RecordingReport> progress = new ArrayList<>();
  private Path output = Path.of("");

  @BeforeEach
  void layOut() {
    RecordedTree.of(folder, "v2");
    output = folder.resolve("out.csv");
  }

  @Test
  void readings_areDueAtFixedDistancesWhateverTheyTake() {
    clock.readingTakes(300);

    RecordingReport report = record(FIVE_SECONDS);

    assertThat(clock.waitsMillis()).containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L, 5_000L);
    assertThat(report).isEqualTo(new RecordingReport(6, 0, 6, 1, Duration.ofMillis(5_300), false));
  }

  @Test
  void readingsDueDuringAnother_areMissedAndTheRestStaysOnTime() {
    clock.readingTakes(1_500);

    RecordingReport report = record(FIVE_SECONDS);

    assertThat(clock.waitsMillis()).containsExactly(0L, 2_000L, 4_000L);
    assertThat(report.readings() + report.missed()).isEqualTo(6);
    assertThat(report.missed()).isEqualTo(3);
  }

  @Test
  void durationThatIsNoMultiple_endsWithTheLastWholeInterval() {
    record(new RecordingPlan(Duration.ofSeconds(2), Duration.ofSeconds(5)));

    assertThat(clock.waitsMillis()).containsExactly(0L, 2_000L, 4_000L);
  }

  @Test
  void stop_endsBeforeTheNextReading() throws IOException {
    clock.stopAfter(3);

    RecordingReport report = record(FIVE_SECONDS);

    assertThat(report.readings()).isEqualTo(3);
    assertThat(report.stopped()).isTrue();
    assertThat(Files.readAllLines(output)).hasSize(1 + 3);
  }

  @Test
  void progress_isToldAfterEachReading() {
    record(FIVE_SECONDS);

    assertThat(progress)
        .extracting(RecordingReport::readings)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(progress)
        .extracting(RecordingReport::samples)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void firstReading_leavesRatesEmptyInTheFile() throws IOException {
    record(FIVE_SECONDS);

    List<String> lines = Files.readAllLines(output);
    assertThat(lines.get(0)).startsWith("workload,timestamp,cpu_utilization,cpu_capacity_cores,");
    assertThat(lines.get(1)).startsWith("host:node-7,1795291898000,,4,");
    assertThat(lines.get(2)).startsWith("host:node-7,1795291899000,");
  }

  @Test
  void planWithoutASecondReading_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingPlan(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessageContaining("shorter than the interval");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingPlan(Duration.ofMillis(99), Duration.ofSeconds(1)))
        .withMessageContaining("99 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingPlan(Duration.ofSeconds(1), Duration.ofDays(4_000)));
  }

  private RecordingReport record(RecordingPlan plan) {
    HostSampler sampler =
        HostSampler.open(
            new HostSampler.Settings(folder, true, WorkloadSelection.ALL, plan.longestGap()),
            clock::monotonicNanos);
    try (RecordingFile file = RecordingFile.create(output, false)) {
      return new Recorder(sampler, file, clock).record(plan, progress::add);
    }
  }
}
