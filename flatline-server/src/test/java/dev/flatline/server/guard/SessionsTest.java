package dev.flatline.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Caller ME = new Caller("me", List.of(Grant.ofAll(Set.of(Scope.READ))));

  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final InstantSource source = () -> now;
  private final Sessions sessions = new Sessions(source.withZone(ZoneOffset.UTC));

  @Test
  void aSession_isKnownByItsKeyAlone() {
    String key = sessions.begin(() -> Optional.of(ME));
    assertThat(sessions.callerOf(key)).contains(ME);
    assertThat(sessions.callerOf(key + "x")).isEmpty();
  }

  @Test
  void aSession_endsWhereNobodyAsks() {
    String key = sessions.begin(() -> Optional.of(ME));
    now = now.plus(Sessions.IDLE).minusSeconds(1);
    assertThat(sessions.callerOf(key)).contains(ME);
    now = now.plus(Sessions.IDLE).minusSeconds(1);
    assertThat(sessions.callerOf(key)).contains(ME);
    now = now.plus(Sessions.IDLE);
    assertThat(sessions.callerOf(key)).isEmpty();
  }

  @Test
  void aSession_endsAfterADay_howeverBusy() {
    String key = sessions.begin(() -> Optional.of(ME));
    Instant end = now.plus(Sessions.LONGEST);
    while (now.isBefore(end)) {
      assertThat(sessions.callerOf(key)).contains(ME);
      now = now.plus(Duration.ofMinutes(30));
    }
    assertThat(sessions.callerOf(key)).isEmpty();
  }

  @Test
  void aSession_endsWithWhatOpenedIt_andWhenItIsEnded() {
    String revoked = sessions.begin(Optional::empty);
    String ended = sessions.begin(() -> Optional.of(ME));
    sessions.end(ended);
    assertThat(sessions.callerOf(revoked)).isEmpty();
    assertThat(sessions.callerOf(ended)).isEmpty();
  }
}
