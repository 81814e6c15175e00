package dev.flatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flatline.core.finding.Actor;
import dev.flatline.testkit.InputBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;

/// Whatever the body is, only [IllegalArgumentException] is thrown, and no body costs too much.
/// Plays the recorded inputs; `.ci/fuzz` looks for new ones.
class ActionRequestFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Actor ANNA = new Actor("anna", "192.0.2.7");

  @FuzzTest(maxDuration = "1h")
  void read_anyBody_isARequestOrSaysWhatIsWrong(byte[] body) throws IOException {
    try {
      InputBudget.hold(
          () ->
              assertThat(ActionRequest.read(new ByteArrayInputStream(body), ANNA, NOW).ids())
                  .isNotEmpty());
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
