package dev.flatline.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.finding.Action.Kind;
import dev.flatline.core.finding.Handling.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Actor ANNA = new Actor("anna", "");

  @ParameterizedTest
  @CsvSource({
    "ACKNOWLEDGE, MEDIUM, ACKNOWLEDGED",
    "ACKNOWLEDGE, HIGH, ACKNOWLEDGED",
    "CLOSE, LOW, CLOSED",
    "CLOSE, MEDIUM, CLOSED",
    "CLOSE, HIGH, NEW",
    "SUPPRESS, MEDIUM, SUPPRESSED",
    "SUPPRESS, HIGH, NEW",
    "REOPEN, LOW, NEW"
  })
  void handling_ofWhatWasDoneAtMedium_holdsUpToThat(Kind kind, Severity now, State state) {
    assertThat(Handling.of(new FindingAction("id", Severity.MEDIUM, action(kind)), now, NOW))
        .extracting(Handling::state)
        .isEqualTo(state);
  }

  @Test
  void suppression_isOverAtItsEnd() {
    FindingAction action = new FindingAction("id", Severity.LOW, action(Kind.SUPPRESS));
    Instant end = NOW.plus(Duration.ofDays(1));
    assertThat(Handling.of(action, Severity.LOW, end.minusMillis(1)).state())
        .isEqualTo(State.SUPPRESSED);
    assertThat(Handling.of(action, Severity.LOW, end)).isEqualTo(Handling.NEW);
  }

  @Test
  void comment_decidesNothing() {
    assertThatThrownBy(() -> Handling.stateAfter(Kind.COMMENT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Action action(Kind kind) {
    Optional<Instant> until =
        kind == Kind.SUPPRESS ? Optional.of(NOW.plus(Duration.ofDays(1))) : Optional.empty();
    return new Action(kind, ANNA, NOW, "why", until);
  }
}
