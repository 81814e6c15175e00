package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeGridTest {

  @Test
  void within_endsThatAreMultiples_areIncluded() {
    assertThat(times(TimeGrid.within(30_000, 60_000, 15_000)))
        .containsExactly(30_000L, 45_000L, 60_000L);
  }

  @Test
  void within_endsThatAreNoMultiples_areLeftOut() {
    assertThat(times(TimeGrid.within(30_001, 59_999, 15_000))).containsExactly(45_000L);
  }

  @Test
  void within_noMultiple_isEmpty() {
    TimeGrid empty = TimeGrid.within(30_001, 44_999, 15_000);

    assertThat(empty.points()).isZero();
    assertThat(empty.slices(10)).isEmpty();
  }

  @Test
  void slices_oneMoreThanFits_areOfEqualLength() {
    assertThat(TimeGrid.within(0, 100_000, 1_000).slices(100))
        .extracting(TimeGrid::points)
        .containsExactly(50, 51);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void slices_ofAnything_areAllTimesOnceAndInOrder(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      long from = random.nextInt(1_000_000);
      TimeGrid grid =
          TimeGrid.within(from, from + random.nextInt(1_000_000), 1 + random.nextInt(5_000));
      int most = 1 + random.nextInt(300);
      List<Long> sliced = new ArrayList<>();
      for (TimeGrid slice : grid.slices(most)) {
        assertThat(slice.points()).isBetween(1, most);
        sliced.addAll(times(slice));
      }
      assertThat(sliced).isEqualTo(times(grid));
    }
  }

  @Test
  void indexOf_onlyTimesOfTheGrid_haveOne() {
    TimeGrid grid = TimeGrid.within(30_000, 60_000, 15_000);

    assertThat(grid.indexOf(30_000)).isZero();
    assertThat(grid.indexOf(60_000)).isEqualTo(2);
    assertThat(grid.indexOf(75_000)).isEqualTo(-1);
    assertThat(grid.indexOf(15_000)).isEqualTo(-1);
    assertThat(grid.indexOf(45_001)).isEqualTo(-1);
  }

  @Test
  void closing_coarserTimes_endAtOrAfterTheLast() {
    TimeGrid grid = TimeGrid.within(310_000, 910_000, 10_000);

    assertThat(times(grid.closing(300_000))).containsExactly(600_000L, 900_000L, 1_200_000L);
  }

  @Test
  void closingIndex_isThatOfTheFirstTimeAtOrAfter() {
    TimeGrid grid = TimeGrid.within(600_000, 1_200_000, 300_000);

    assertThat(grid.closingIndex(310_000)).isZero();
    assertThat(grid.closingIndex(600_000)).isZero();
    assertThat(grid.closingIndex(600_001)).isEqualTo(1);
    assertThat(grid.closingIndex(1_200_000)).isEqualTo(2);
  }

  private static List<Long> times(TimeGrid grid) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < grid.points(); i++) {
      times.add(grid.atMillis(i));
    }
    return times;
  }
}
