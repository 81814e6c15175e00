package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A command line that no server could satisfy is refused before one is asked.
class PrometheusUsageTest {
  /// Nobody listens there: whoever gets as far as asking fails with 3.
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "127.0.0.1:19090        | did you mean http://127.0.0.1:19090?",
        "localhost              | did you mean http://localhost?",
        "localhost:9090/prom    | did you mean http://localhost:9090/prom?",
        "\"\"                   | the URL is empty",
        "ftp://prom:9090        | http://host:port",
        "http://prom:123456     | the port 123456",
        "http://                | not a URL",
        "me:s3cret@prom:9090    | not a URL"
      })
  void badUrl_isAUsageError(String url, String told) {
    CommandRun run = CommandRun.of("hunt", "--prometheus", url);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("flatline: --prometheus: ").contains(told).hasLineCount(1);
    assertThat(run.err()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile nope      | auto, kubernetes, node, otel-host, windows, dcgm, nvidia-smi, cloudwatch",
        "--profile nope.yaml | there is no profile nope.yaml",
        "--step 1ms          | --step: 1ms is shorter than 1s",
        "--history 31d       | --history: 744h is longer than 30d",
        "--timeout 0s        | --timeout: 0s is no time to wait",
        "--timeout 0         | --timeout: 0s is no time to wait",
        "--last 0s           | --last: 0s is no time to hunt through",
        "--last 100000d      | --last: 2400000h reaches back to before 1970",
        "--from 2026-02-01T00:00:00Z --to 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z is not before",
        "--from 2026-02-01T00:00:00Z --to 2026-02-01T00:00:00Z | 2026-02-01T00:00:00Z is not before",
        "--from 1969-02-01T00:00:00Z | --from: 1969-02-01T00:00:00Z is before 1970",
        "--from 2026-01-01T00:00:00Z --to 9999-01-01T00:00:00Z | --to: 9999-01-01T00:00:00Z is",
        "--from yesterday    | --from: 'yesterday' is not a time such as",
        "--password-file x   | --password-file needs --user",
        "--window 10s        | --window: window of 10 s is shorter than 60 s"
      })
  void settingThatCannotBe_isAUsageError(String options, String told) {
    CommandRun run = hunt(options);

    assertThat(run.err()).startsWith("flatline: ").contains(told).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void profileFile_thatIsWrong_isAUsageError() throws Exception {
    Path file = Files.writeString(folder.resolve("own.yaml"), "name: [");

    CommandRun run = hunt("--profile " + file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("own.yaml");
  }

  @Test
  void earlyRangeWithHistory_asksForNothingBefore1970() {
    assertThat(hunt("--from 1970-01-02T00:00:00Z --to 1970-01-03T00:00:00Z").err())
        .contains(NOBODY);
  }

  @Test
  void server_thatIsNotThere_isNoUsageError() {
    CommandRun run = hunt("--last 1h");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains(NOBODY, "cannot connect", "is it running").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunt --input a.csv --last 7d              | --last needs --prometheus, not --input",
        "hunt --input a.csv --step 1m --user me    | --step and --user need --prometheus",
        "hunt --input a.csv --history 7d           | --history needs --prometheus",
        "hunt --prometheus http://x --map a=b      | --map needs --input, not --prometheus",
        "hunt --prometheus http://x --workload-label a | --workload-label needs --input",
        "explain --input a.csv --profile node      | --profile needs --prometheus",
        "explain --findings f.json --input a.csv   | --findings is told without a hunt: leave out --input",
        "explain --findings f.json --last 1h       | --findings is told without a hunt: leave out --last",
        "explain --findings f.json --policy p.yaml --window 1h | leave out --policy, --window"
      })
  void option_ofTheOtherSource_isAUsageError(String arguments, String told) {
    CommandRun run = CommandRun.of(arguments.split(" ", -1));

    assertThat(run.err()).startsWith("flatline: ").contains(told).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static CommandRun hunt(String options) {
    List<String> arguments = new ArrayList<>(List.of("hunt", "--prometheus", NOBODY));
    arguments.addAll(List.of(options.split(" ", -1)));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
