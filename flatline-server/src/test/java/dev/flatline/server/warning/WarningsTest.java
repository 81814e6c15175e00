package dev.flatline.server.warning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private Instant now = START;
  private final AtomicInteger changes = new AtomicInteger();
  private final Warnings warnings = new Warnings(() -> now, changes::incrementAndGet);

  @Test
  void nothingRaised_nothingIsWrong() {
    assertThat(warnings.now()).isEmpty();
    warnings.clear("canary");
    assertThat(changes).hasValue(0);
  }

  @Test
  void raisedAgain_keepsSinceWhen_andSaysTheNewest() {
    warnings.raise("canary", Severity.MEDIUM, "late");
    now = START.plusSeconds(60);
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(warnings.now())
        .containsExactly(new Warning("canary", Severity.HIGH, "blind", START));
    assertThat(changes).hasValue(1);
  }

  @Test
  void several_theWorstFirst_thenTheOldest() {
    warnings.raise("b", Severity.MEDIUM, "");
    warnings.raise("a", Severity.MEDIUM, "");
    now = START.plusSeconds(60);
    warnings.raise("c", Severity.HIGH, "");
    warnings.raise("0", Severity.MEDIUM, "");
    assertThat(warnings.now()).extracting(Warning::id).containsExactly("c", "a", "b", "0");
  }

  @Test
  void listeners_hearOfEverything_inItsOrder_andOfWhatWasWrongBefore() {
    warnings.raise("room", Severity.MEDIUM, "full");
    List<String> heard = new ArrayList<>();
    warnings.listen(noting(heard));
    now = START.plusSeconds(60);
    warnings.raise("canary", Severity.MEDIUM, "late");
    warnings.raise("canary", Severity.HIGH, "blind");
    warnings.raise("canary", Severity.HIGH, "still blind");
    warnings.clear("canary");
    warnings.clear("canary");
    assertThat(heard)
        .containsExactly(
            "room medium full at 0 s",
            "canary medium late at 60 s",
            "canary high blind at 60 s",
            "canary high still blind at 60 s",
            "canary over: still blind at 60 s");
  }

  private static WarningListener noting(List<String> heard) {
    return new WarningListener() {
      @Override
      public void raised(Warning warning, Instant at) {
        heard.add(warning.id() + " " + warning.severity().label() + " " + text(warning, at));
      }

      @Override
      public void cleared(Warning warning, Instant at) {
        heard.add(warning.id() + " over: " + text(warning, at));
      }

      private static String text(Warning warning, Instant at) {
        return warning.text() + " at " + Duration.between(START, at).toSeconds() + " s";
      }
    };
  }

  @Test
  void cleared_isGone_andBeginsAnewWhenItComesAgain() {
    warnings.raise("canary", Severity.HIGH, "blind");
    warnings.clear("canary");
    assertThat(warnings.now()).isEmpty();
    now = START.plusSeconds(60);
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(warnings.now()).extracting(Warning::since).containsExactly(now);
    assertThat(changes).hasValue(3);
  }
}
