package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long STEP = 5 * MINUTE;
  private static final long DAY = LevelHistory.DAY_MILLIS;

  private final LevelStretches stretches = new LevelStretches();
  private final List<Bursts> told = new ArrayList<>();
  private long at = 20_000 * DAY;
  private double network = 1e4;
  private LongToDoubleFunction networkAt = time -> network;

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
    assertThat(told.getLast().past().observedDays()).isBetween(20.0, 21.0);
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

  @Test
  void bursts_thatFallInTwoSteps_areOneEach() {
    feed(DAY, time -> 0.05);
    long begin = at;
    feed(
        4 * HOUR,
        time -> {
          long since = (time - begin) % (3 * HOUR);
          return since < 15 * MINUTE ? 0.58 : since < 20 * MINUTE ? 0.52 : 0.05;
        });
    assertThat(told).isEmpty();
  }

  @Test
  void past_holdsDaysOfBurstsWhole_andOfOneBurstInPart() {
    feed(10 * DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    feed(10 * DAY, every(DAY, 20 * MINUTE, 0.52));
    feed(2 * DAY, time -> 0.05);
    told.clear();
    feed(DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told.getLast().past().likeDays())
        .isCloseTo(10 + 10 * BurstTracker.FEWER_PART, Offset.offset(1e-9));
  }

  @Test
  void past_ofBurstsAtALowerLevel_doesNotCount() {
    feed(10 * DAY, every(3 * HOUR, 20 * MINUTE, 0.32));
    feed(2 * DAY, time -> 0.05);
    told.clear();
    feed(DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told.getLast().past().likeDays()).isZero();
  }

  @Test
  void past_ofLongStretches_countsWhole() {
    feed(10 * DAY, every(DAY, 2 * HOUR, 0.52));
    told.clear();
    feed(DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told.getLast().past().likeDays()).isEqualTo(10);
  }

  @Test
  void contrast_ofANetworkThatIsBusyAllDay_isNone() {
    network = 1e3;
    feed(10 * DAY, time -> 0.05);
    network = 1e6;
    feed(DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    Features features = told.getLast().describe(Features.none());
    assertThat(features.get(Feature.NETWORK_RISE)).isZero();
    assertThat(features.get(Feature.NETWORK_BEFORE)).isCloseTo(1e6, Offset.offset(10.0));
    assertThat(features.get(Feature.CPU_BEFORE)).isCloseTo(0.05, Offset.offset(1e-6));
    assertThat(features.get(Feature.PLATEAU_LEVEL)).isCloseTo(0.52, Offset.offset(1e-6));
    assertThat(features.has(Feature.DISK_RISE)).isFalse();
  }

  @Test
  void contrast_ofANetworkThatMovesWithTheBursts_isTheRise() {
    long begin = at;
    networkAt = time -> inBurst(time - begin) ? 1e6 : 1e3;
    feed(DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    assertThat(told.getLast().describe(Features.none()).get(Feature.NETWORK_RISE))
        .isCloseTo(Math.log(1_000_200 / 1_200.0), Offset.offset(1e-3));
  }

  @Test
  void contrast_ofBurstsCloseTogether_isNotTold() {
    Bursts.Contrast.Side side = new Bursts.Contrast.Side(0.05, 0.52, 0.01);
    Bursts.Contrast contrast = new Bursts.Contrast(25 * 60, 1_200, side, side, side);
    Stretch.Past past = new Stretch.Past(0, 20, 0);
    Bursts bursts = new Bursts(3, 45 * MINUTE, 9, at, at + HOUR, past, contrast);
    Features window = Features.none();
    assertThat(bursts.isContrasted()).isFalse();
    assertThat(bursts.describe(window)).isSameAs(window);
  }

  @Test
  void contrast_ofWeeks_staysExact() {
    feed(60 * DAY, every(3 * HOUR, 20 * MINUTE, 0.52));
    Features features = told.getLast().describe(Features.none());
    assertThat(features.get(Feature.PLATEAU_LEVEL)).isCloseTo(0.52, Offset.offset(1e-5));
    assertThat(features.get(Feature.CPU_BEFORE)).isCloseTo(0.05, Offset.offset(1e-5));
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
      double now = cpu.applyAsDouble(at);
      stretches.observe(at, at, now);
      stretches.observeThroughput(now, networkAt.applyAsDouble(at), Double.NaN);
      Bursts bursts = stretches.bursts();
      if (bursts != null) {
        told.add(bursts);
      }
    }
  }
}
