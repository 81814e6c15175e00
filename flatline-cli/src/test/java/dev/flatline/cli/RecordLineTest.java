package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.host.RecordingReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordLineTest {
  private static final RecordingReport REPORT =
      new RecordingReport(75, 0, 3_825, 51, Duration.ofSeconds(75), false);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void terminal_seesHowFarItIs() {
    line(true, 80).show(REPORT);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .hasSize(80)
        .startsWith("\rRecording 1:15 of 1:30:00, 3,825 samples, 51 workloads  ");
  }

  @Test
  void narrowTerminal_isNotWrapped() {
    line(true, 20).show(REPORT);

    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\rRecording 1:15 of 1");
  }

  @Test
  void end_leavesAnEmptyLine() {
    line(true, 20).clear();

    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + " ".repeat(19) + "\r");
  }

  @Test
  void pipe_seesNothing() {
    line(false, 80).show(REPORT);
    line(false, 80).clear();

    assertThat(err.size()).isZero();
  }

  private RecordLine line(boolean terminal, int columns) {
    return new RecordLine(
        new Terminal(false, terminal, columns, false, false),
        Duration.ofMinutes(90),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
