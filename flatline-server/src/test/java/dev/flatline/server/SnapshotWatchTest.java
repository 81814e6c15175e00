package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.server.judge.SnapshotCounts;
import dev.flatline.server.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotWatchTest {
  private static final Instant NEWEST = Instant.parse("2026-11-01T12:00:00Z");

  private final Warnings warnings = new Warnings(Clock.systemUTC(), () -> {});
  private final SnapshotWatch watch = new SnapshotWatch(Duration.ofMinutes(5), warnings);

  @Test
  void look_whileTheStateCannotBeWritten_warnsUntilItIs() {
    watch.look(new SnapshotCounts(3, 1, Optional.of(NEWEST), Optional.of("No space left")));
    assertThat(warnings.now())
        .singleElement()
        .asString()
        .contains("No space left", "until 2026-11-01T12:00:00Z", "every 300 s");
    watch.look(new SnapshotCounts(4, 1, Optional.of(NEWEST), Optional.empty()));
    assertThat(warnings.now()).isEmpty();
  }

  @Test
  void look_whereNoneWasEverWritten_saysThatNothingIsLeft() {
    watch.look(new SnapshotCounts(0, 1, Optional.empty(), Optional.of("Read-only file system")));
    assertThat(warnings.now()).singleElement().asString().contains("begins without");
  }
}
