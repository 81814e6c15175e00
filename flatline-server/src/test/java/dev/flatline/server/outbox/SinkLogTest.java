package dev.flatline.server.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkLogTest {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final SinkLog log = new SinkLog("log-test");

  @BeforeEach
  void catchLines() {
    System.setErr(new PrintStream(lines, true, UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(before);
  }

  @Test
  void failures_areLoggedWhenTheyBeginAndWhenTheyAreOver() {
    log.failed("HTTP 503");
    log.failed("HTTP 502");
    log.well();
    log.well();
    log.failed("HTTP 500");
    assertThat(lines())
        .containsExactly(
            "WARN sink log-test: HTTP 503; it fails, and is tried again",
            "INFO sink log-test: takes messages again",
            "WARN sink log-test: HTTP 500; it fails, and is tried again");
  }

  @Test
  void refusals_areAStateOfTheirOwn() {
    log.failed("HTTP 503");
    log.refused("HTTP 401");
    log.refused("HTTP 403");
    log.failed("HTTP 503");
    assertThat(lines())
        .containsExactly(
            "WARN sink log-test: HTTP 503; it fails, and is tried again",
            "WARN sink log-test: HTTP 401; it refuses messages, and they are given up",
            "WARN sink log-test: HTTP 503; it fails, and is tried again");
    assertThat(log.failed()).isEqualTo(4);
    assertThat(log.trouble()).contains(new SinkTrouble(SinkTrouble.Kind.FAILING, "HTTP 503"));
  }

  @Test
  void whatWasRefusedLast_isToldUntilAMessageIsTaken() {
    log.refused("HTTP 401");
    log.refused("HTTP 403");
    assertThat(log.trouble()).contains(new SinkTrouble(SinkTrouble.Kind.REFUSING, "HTTP 403"));
    log.well();
    assertThat(log.trouble()).isEmpty();
  }

  /// Those of this test's own sink, from the level on.
  private List<String> lines() {
    return lines
        .toString(UTF_8)
        .lines()
        .filter(line -> line.contains("sink log-test"))
        .map(line -> line.replaceFirst("^.*?(INFO|WARN) .*?sink ", "$1 sink "))
        .toList();
  }
}
