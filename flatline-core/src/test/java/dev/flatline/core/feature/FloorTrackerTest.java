package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FloorTrackerTest {
  private static final long HOUR = 3_600_000;
  private static final long STEP = 5 * 60_000;
  private static final long DAY = LevelHistory.DAY_MILLIS;

  private final LevelStretches stretches = new LevelStretches();
  private final List<Floor> told = new ArrayList<>();
  private long at = 20_000 * DAY;

  @Test
  void floor_ofAMinerUnderJobs_isToldWithTheDaysBefore() {
    feed(20 * DAY, FloorTrackerTest::jobs);
    assertThat(told).isEmpty();
    long movedIn = at;
    feed(DAY, time -> Math.min(1, jobs(time) + 0.32));
    Floor floor = told.getFirst();
    assertThat(floor.level()).isEqualTo(0.3);
    assertThat(floor.mean()).isCloseTo(0.34, Offset.offset(1e-9));
    assertThat(floor.sinceMillis()).isEqualTo(movedIn);
    assertThat(floor.atFloorMillis()).isGreaterThanOrEqualTo(8 * HOUR);
    assertThat(floor.past().likeDays()).isZero();
    assertThat(floor.past().observedDays()).isBetween(19.9, 21.0);
  }

  @Test
  void floor_thatStays_isToldAgainstTheDaysBeforeIt() {
    feed(20 * DAY, FloorTrackerTest::jobs);
    feed(5 * DAY, time -> Math.min(1, jobs(time) + 0.32));
    assertThat(told.getLast().past().likeDays()).isZero();
  }

  @Test
  void floor_thatTheWorkloadHadBefore_hasLikeDays() {
    feed(5 * DAY, time -> Math.min(1, jobs(time) + 0.32));
    feed(10 * DAY, FloorTrackerTest::jobs);
    told.clear();
    feed(2 * DAY, time -> Math.min(1, jobs(time) + 0.32));
    assertThat(told.getLast().past().likeDays()).isBetween(4.0, 5.0);
  }

  @Test
  void floor_withoutWorkAboveIt_isNone() {
    feed(20 * DAY, time -> 0.02);
    feed(3 * DAY, time -> 0.34);
    assertThat(told).isEmpty();
  }

  @Test
  void floor_fromWhichCpuFalls_isNone() {
    feed(20 * DAY, FloorTrackerTest::jobs);
    feed(3 * DAY, time -> time % (4 * HOUR) < HOUR ? 0.02 : Math.min(1, jobs(time) + 0.32));
    assertThat(told).isEmpty();
  }

  @Test
  void floor_thatIsNotFlat_isNone() {
    feed(20 * DAY, FloorTrackerTest::jobs);
    feed(3 * DAY, time -> Math.min(1, jobs(time) + 0.3 + 0.05 * (time / STEP % 3)));
    assertThat(told).isEmpty();
  }

  @Test
  void floor_afterALongGap_beginsAnew() {
    feed(20 * DAY, FloorTrackerTest::jobs);
    feed(7 * HOUR, time -> time % DAY < 2 * HOUR ? 1 : 0.34);
    stretches.breakOff();
    at += DAY;
    feed(7 * HOUR, time -> time % DAY < 2 * HOUR ? 1 : 0.34);
    assertThat(told).isEmpty();
  }

  /// Six hours of work at full speed every night.
  private static double jobs(long time) {
    return time % DAY < 6 * HOUR ? 1 : 0.02;
  }

  private void feed(long length, LongToDoubleFunction cpu) {
    for (long end = at + length; at < end; at += STEP) {
      double now = cpu.applyAsDouble(at);
      stretches.observe(at, at, now);
      stretches.observeThroughput(now, Double.NaN, Double.NaN);
      Floor floor = stretches.floor();
      if (floor != null) {
        told.add(floor);
      }
    }
  }
}
