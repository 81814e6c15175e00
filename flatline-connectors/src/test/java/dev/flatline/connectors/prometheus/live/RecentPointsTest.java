package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentPointsTest {
  private static final long T = 1_772_323_200_000L;

  private final RecentPoints points = new RecentPoints();
  private final PointRoom room = new PointRoom(Long.MAX_VALUE);

  @Test
  void add_inAnyOrder_isInTheOrderOfTime() {
    for (int seconds : new int[] {30, 10, 40, 20}) {
      points.add(T + seconds * 1000L, seconds, T, room);
    }

    assertThat(values()).containsExactly(10.0, 20.0, 30.0, 40.0);
  }

  @Test
  void add_twiceAtOneTime_theLastStands() {
    points.add(T, 1, T, room);
    points.add(T + 1, 2, T, room);
    points.add(T, 3, T, room);

    assertThat(values()).containsExactly(3.0, 2.0);
  }

  @Test
  void add_many_forgetsWhatCannotBeAskedForAnyMore() {
    points.keepAtLeast(60_000);
    for (int i = 0; i < 1000; i++) {
      points.add(T + i * 15_000L, i, T + i * 15_000L, room);
    }

    assertThat(points.size()).isLessThanOrEqualTo(8);
    assertThat(values()).contains(995.0, 996.0, 997.0, 998.0, 999.0);
  }

  @Test
  void add_manyThatAreAheadOfTheSteps_keepsTheNewestBefore() {
    points.add(T - 600_000, 1, T, room);
    points.add(T - 400_000, 2, T, room);
    for (int i = 1; i < 100; i++) {
      points.add(T + i, i, T, room);
    }

    assertThat(points.newestAt((int) T)).isNotNegative();
    assertThat(points.value(points.newestAt((int) T))).isEqualTo(2);
    assertThat(points.size()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void add_olderThanAllInAFullRing_comesFirst() {
    for (int i = 1; i <= 8; i++) {
      points.add(T + i, i, T - 1, room);
    }
    points.add(T, 0, T - 1, room);

    assertThat(values()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
  }

  @Test
  void add_whereThereIsNoRoom_forgetsSomeEvenly_andReachesAsFarBackAsBefore() {
    PointRoom none = new PointRoom(0);
    for (int i = 0; i < 8; i++) {
      points.add(T + i, i, T, none);
    }
    assertThat(none.thinnedOut()).isZero();
    points.add(T + 8, 8, T, none);
    assertThat(values()).containsExactly(0.0, 2.0, 4.0, 6.0, 7.0, 8.0);
    points.add(T + 1, 1, T, none);
    assertThat(values()).containsExactly(0.0, 1.0, 2.0, 4.0, 6.0, 7.0, 8.0);
    assertThat(none.thinnedOut()).isEqualTo(3);
    for (int i = 9; i < 1000; i++) {
      points.add(T + i, i, T, none);
    }
    assertThat(points.capacity()).isEqualTo(8);
    assertThat(points.value(0)).isZero();
    assertThat(values()).anyMatch(value -> value > 200 && value < 800);
  }

  @Test
  void add_moreThanAnybodyNeeds_isThinnedOutToo() {
    for (int i = 0; i < 20_000; i++) {
      points.add(T + i, i, T, room);
    }

    assertThat(points.capacity()).isBetween(4096, 4700);
    assertThat(points.value(0)).isZero();
    assertThat(points.value(points.size() / 2)).isBetween(8_000.0, 18_000.0);
    assertThat(points.value(points.size() - 1)).isEqualTo(19_999);
    assertThat(points.size() + room.thinnedOut()).isEqualTo(20_000);
  }

  @Test
  void room_isSharedEvenly_whereTheFirstTookHalfOfIt() {
    PointRoom shared = new PointRoom(400);
    RecentPoints greedy = new RecentPoints();
    shared.enter(greedy.capacity());
    for (int i = 0; i < 1000; i++) {
      greedy.add(T + i, i, T, shared);
    }
    for (int i = 1; i < 4; i++) {
      shared.enter(8);
    }
    for (int i = 0; i < 1000; i++) {
      points.add(T + i, i, T, shared);
    }

    assertThat(greedy.capacity()).isBetween(150, 200);
    assertThat(points.capacity()).isBetween(40, 50);
  }

  @Test
  void newestAt_whereTheLowerHalfOfTheTimeWraps_isRight() {
    long wrap = (T >> 32 << 32) + (1L << 31);
    points.add(wrap + 10, 2, wrap, room);
    points.add(wrap - 10, 1, wrap, room);

    assertThat(points.value(points.newestAt((int) wrap))).isEqualTo(1);
    assertThat(points.value(points.newestAt((int) (wrap + 10)))).isEqualTo(2);
    assertThat(points.newestAt((int) (wrap - 11))).isNegative();
  }

  @Test
  void isStale_onlyTheMarker() {
    assertThat(RecentPoints.isStale(Double.longBitsToDouble(0x7ff0000000000002L))).isTrue();
    assertThat(RecentPoints.isStale(Double.NaN)).isFalse();
    assertThat(RecentPoints.isStale(1.0)).isFalse();
  }

  private List<Double> values() {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      values.add(points.value(i));
    }
    return values;
  }
}
