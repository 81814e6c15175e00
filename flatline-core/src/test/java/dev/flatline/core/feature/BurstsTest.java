package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long STEP = 5 * MINUTE;
  private static final long DAY = LevelHistory.DAY_MILLIS;

  private final LevelStretches stretches = new LevelStretches();
  private final List<Bursts> told = new ArrayList<>();
  private long at = 20_000 * DAY;

  @Test
  void bursts_threeInADay_areTold() {
    feed(DAY, time -> 0.05);
    long first = at;
    feed(8 * HOUR, every(3 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told).hasSize(1);
    Bursts bursts = told.getFirst();
    assertThat(bursts.count()).isEqualTo(3);
    assertThat(bursts.level()).isEqualTo(0.5);
    assertThat(bursts.firstMillis()).isEqualTo(first);
    assertThat(bursts.untilMillis()).isEqualTo(first + 6 * HOUR + 15 * MINUTE);
    assertThat(bursts.dayMillis()).isEqualTo(3 * 15 * MINUTE);
    assertThat(bursts.past().likeDays()).isZero();
  }

  @Test
  void bursts_thatGoOn_areToldEachTimeAgainstThePastBeforeThem() {
    feed(20 * DAY, time -> 0.05);
    feed(5 * DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told).hasSize(5 * 8 - 2);
    assertThat(told.getLast().past().likeDays()).isZero();
    assertThat(told.getLast().past().observedDays()).isBetween(19.0, 20.0);
  }

  @Test
  void bursts_twiceADay_areNot() {
    feed(5 * DAY, every(13 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told).isEmpty();
  }

  @Test
  void bursts_tooShortOrTooLong_areNot() {
    feed(DAY, every(3 * HOUR, 9 * MINUTE, 0.52));
    feed(DAY, every(3 * HOUR, 50 * MINUTE, 0.52));
    assertThat(told).isEmpty();
  }

  @Test
  void bursts_thatRiseSlowly_areNot() {
    feed(DAY, time -> 0.45 + 0.07 * Math.sin(2 * Math.PI * time / HOUR));
    assertThat(told).isEmpty();
  }

  @Test
  void bursts_ofOtherHeights_areNoneOfTheChain() {
    long begin = at;
    feed(DAY, time -> inBurst(time - begin) ? 0.3 + 0.2 * ((time - begin) / (3 * HOUR) % 3) : 0.05);
    assertThat(told).isEmpty();
  }

  private LongToDoubleFunction every(long period, long length, double cpu) {
    long begin = at;
    return time -> (time - begin) % period < length ? cpu : 0.05;
  }

  private static boolean inBurst(long sinceBegin) {
    return sinceBegin % (3 * HOUR) < 20 * MINUTE;
  }

  private void feed(long length, LongToDoubleFunction cpu) {
    for (long end = at + length; at < end; at += STEP) {
      stretches.observe(at, at, cpu.applyAsDouble(at));
      Bursts bursts = stretches.bursts();
      if (bursts != null) {
        told.add(bursts);
      }
    }
  }
}
