package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.SourceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;

/// What a failure that no command foresaw says, and to which exit code it leads.
class FailureTest {
  private final StringWriter err = new StringWriter();

  @Test
  void unexpectedException_exitsWith3AndAsksForAReport() {
    assertThat(failing(() -> new IllegalStateException("a bug"))).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString())
        .startsWith("flatline: internal error: java.lang.IllegalStateException: a bug")
        .contains("at dev.flatline.cli.FailureTest")
        .contains("report");
  }

  @Test
  void error_exitsWith3Too() {
    assertThat(failing(() -> new AssertionError("a bug"))).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString()).startsWith("flatline: internal error: ");
  }

  @Test
  void memoryThatIsTooLittle_saysHowToGiveMore() {
    assertThat(failing(() -> new OutOfMemoryError("Java heap space"))).isEqualTo(ExitCode.SOURCE);
    assertThat(err.toString()).hasLineCount(1).contains("out of memory", "FLATLINE_JAVA_OPTS");
  }

  @ParameterizedTest
  @EnumSource(SourceException.Reason.class)
  void source_thatCannotBeRead_exitsWith3ButWrongSettingsWith2(SourceException.Reason reason) {
    assertThat(failing(() -> new SourceException(reason, "why")))
        .isEqualTo(reason == SourceException.Reason.SETTINGS ? ExitCode.USAGE : ExitCode.SOURCE);
    assertThat(err.toString()).isEqualToNormalizingNewlines("flatline: why\n");
  }

  private int failing(Supplier<Throwable> failure) {
    return Main.execute(
        Main.commandLine().addSubcommand(new Failing(failure)).setErr(new PrintWriter(err, true)),
        "failing");
  }

  @Command(name = "failing")
  private record Failing(Supplier<Throwable> failure) implements Runnable {
    @Override
    public void run() {
      switch (failure.get()) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        case Throwable checked -> throw new IllegalArgumentException(checked);
      }
    }
  }
}
