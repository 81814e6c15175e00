package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.ProgressLine.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final Terminal TERMINAL = new Terminal(true, true, 80, true, true);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void readingThatIsSoonOver_showsNothing() {
    String result =
        ProgressLine.during(
            TERMINAL,
            "Hunting",
            Unit.MEGABYTES,
            err,
            progress -> {
              progress.at(1_000_000, 50_000_000);
              progress.at(50_000_000, 50_000_000);
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(shown()).isEmpty();
  }

  @Test
  void lineBeforeAnythingIsKnown_isNotDrawnNorCleared() {
    AtomicBoolean known = new AtomicBoolean();
    ProgressDisplay display = new ProgressDisplay(err, 80, known::get);

    display.accept("0/0 MB ?");
    display.clear();
    assertThat(shown()).isEmpty();

    known.set(true);
    display.accept("1/2 MB 0:00:01");
    display.clear();
    assertThat(shown()).isEqualTo("\r1/2 MB 0:00:01\r" + " ".repeat(79) + "\r");
  }

  @Test
  void somethingIsKnown_onceAWholeUnitOfKnownMuchIsUnderWayForAWhile() {
    assertThat(Unit.MEGABYTES.isTelling(1, 50_000_000)).isTrue();
    assertThat(Unit.MEGABYTES.isTelling(0, 50_000_000)).isFalse();
    assertThat(Unit.MEGABYTES.isTelling(30_000, 60_000)).isFalse();
    assertThat(Unit.REQUESTS.isTelling(1, 2)).isTrue();
    assertThat(Unit.REQUESTS.isTelling(1, 0)).isFalse();
  }

  @Test
  void whereStandardErrorIsNoTerminal_nothingIsDrawn() {
    Terminal file = new Terminal(true, false, 80, true, true);
    ProgressLine.during(file, "Hunting", Unit.REQUESTS, err, progress -> "done");
    assertThat(shown()).isEmpty();
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
