package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A wrong command line is told in two lines: what is wrong and perhaps meant, and where to look.
class UsageErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "hnut                       | there is no command 'hnut'; did you mean hunt? | flatline --help",
        "hunt --inptu a.csv         | unknown option --inptu; did you mean --input?  | flatline hunt --help",
        "hunt a.csv                 | 'a.csv' belongs to no option | flatline hunt --help",
        "rules prometeus            | did you mean prometheus?     | flatline rules --help",
        "hunt --fail-on terrible    | low, medium, high            | flatline hunt --help",
        "hunt --format xml          | table, json                  | flatline hunt --help",
        "hunt --input               | --input                      | flatline hunt --help",
        "rules prometheus --mean=0  | --mean must be above 0       | flatline rules prometheus --help",
        "rules prometheus --mean=x  | 'x' is not a number          | flatline rules prometheus --help",
        "rules grafana --exporter=x | node, kubernetes, all        | flatline rules grafana --help",
        "rules                      | prometheus or grafana        | flatline rules --help",
        "record                     | --output                     | flatline record --help"
      })
  void wrongCommandLine_isToldInTwoLines(String arguments, String told, String help) {
    CommandRun run = CommandRun.of(arguments.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("flatline: ")
        .contains(told)
        .endsWith("See '" + help + "'.\n")
        .doesNotContain("Usage:", "NODE", "a double");
    assertThat(run.err()).hasLineCount(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void nothingAtAll_showsWhatThereIs() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Start here:", "hunt", "demo");
  }
}
