package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.server.warning.Warnings;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RoomWatchTest {
  private static final long MEBIBYTE = 1L << 20;

  private final Warnings warnings = new Warnings(Clock.systemUTC(), () -> {});
  private final HeapRoom room = HeapRoom.of(800 * MEBIBYTE);
  private final RoomWatch watch = new RoomWatch(room, warnings);

  @Test
  void look_whileSomethingFindsNoRoom_warnsUntilNothingDoes() {
    watch.look(0, 0);
    assertThat(warnings.now()).isEmpty();
    watch.look(1, 0);
    assertThat(warnings.now()).singleElement().asString().contains("111,848 workloads");
    watch.look(1, 5);
    assertThat(warnings.now()).hasSize(1);
    watch.look(1, 5);
    assertThat(warnings.now()).isEmpty();
  }

  @Test
  void room_isWhatADocumentedFleetNeeds() {
    assertThat(room.workloads()).isGreaterThan(50_000);
    HeapRoom large = HeapRoom.of(1_536 * MEBIBYTE);
    assertThat(large.workloads()).isGreaterThan(200_000);
    assertThat(large.series()).isGreaterThan(800_000);
  }
}
