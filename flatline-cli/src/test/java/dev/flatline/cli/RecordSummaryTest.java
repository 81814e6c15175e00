package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.host.RecordingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSummaryTest {
  private static final Path FILE = Path.of("here.csv.gz");

  @ParameterizedTest
  @CsvSource({
    "PT1H,    PT1S,  flatline hunt --input here.csv.gz",
    "PT30M1S, PT1S,  flatline hunt --input here.csv.gz",
    "PT30M,   PT1S,  flatline hunt --window 29m --input here.csv.gz",
    "PT20M,   PT15S, flatline hunt --window 19m --input here.csv.gz",
    "PT1M1S,  PT1S,  flatline hunt --window 1m --input here.csv.gz"
  })
  void next_isACommandThatFillsItsWindow(Duration elapsed, Duration interval, String command) {
    assertThat(next(elapsed, interval)).isEqualTo("Next: " + command);
  }

  @ParameterizedTest
  @CsvSource({"PT20S, PT1S, 2m", "PT1M, PT1S, 2m", "PT0S, PT1S, 2m", "PT4M, PT5M, 6m"})
  void next_ofARecordingThatIsTooShort_saysHowLongItWouldHaveToBe(
      Duration elapsed, Duration interval, String needed) {
    assertThat(next(elapsed, interval))
        .isEqualTo("Too short for hunt, whose window is a minute or more: --duration " + needed);
  }

  /// The shortest recording, at every place in the minute at which it may begin.
  @Test
  void next_command_judgesWhatWasRecorded(@TempDir Path folder) throws IOException {
    for (int begin = 0; begin < 60; begin += 7) {
      StringBuilder csv = new StringBuilder("workload,timestamp,cpu_utilization\na,");
      csv.append(1_790_000_000 + begin).append(",\n");
      for (int second = 1; second <= 61; second++) {
        csv.append("a,").append(1_790_000_000 + begin + second).append(",0.5\n");
      }
      Path file = Files.writeString(folder.resolve("a.csv"), csv);

      CommandRun run = CommandRun.of("hunt", "--window", "1m", "--input", file.toString());

      assertThat(run.out()).contains("Looked at 1 of 1 workload");
    }
  }

  private static String next(Duration elapsed, Duration interval) {
    RecordingReport report = new RecordingReport(9, 0, 9, 1, elapsed, false);
    return new RecordSummary(report, interval, Duration.ZERO, FILE).next();
  }
}
