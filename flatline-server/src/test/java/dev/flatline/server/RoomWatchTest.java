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
  void look_whileSomethingFindsNoRoom_warnsUntilNothingDoesForAWhile() {
    watch.look(0, 0);
    assertThat(warnings.now()).isEmpty();
    watch.look(1, 0);
    assertThat(warnings.now()).singleElement().asString().contains("102,900 workloads");
    lookAlmostLongEnough(1, 0);
    watch.look(1, 5);
    lookAlmostLongEnough(1, 5);
    assertThat(warnings.now()).hasSize(1);
    watch.look(1, 5);
    assertThat(warnings.now()).isEmpty();
  }

  private void lookAlmostLongEnough(long samples, long points) {
    for (int look = 1; look < RoomWatch.QUIET_LOOKS; look++) {
      watch.look(samples, points);
    }
  }

  @Test
  void room_ofASmallHeap_isForWorkloadsThatAreAllAwake_andFewerSamples() {
    HeapRoom small = HeapRoom.of(128 * MEBIBYTE);
    assertThat(small.workloads()).isBetween(4_500, 5_500);
    assertThat(small.samples()).isBetween(30_000, 40_000);
    assertThat(HeapRoom.of(32 * MEBIBYTE).workloads()).isZero();
  }

  @Test
  void room_isWhatADocumentedFleetNeeds() {
    assertThat(room.workloads()).isGreaterThan(50_000);
    HeapRoom large = HeapRoom.of(1_536 * MEBIBYTE);
    assertThat(large.workloads()).isGreaterThan(200_000);
    assertThat(large.series()).isGreaterThan(810_000);
    assertThat(room.samples()).isEqualTo(200_000);
  }
}
