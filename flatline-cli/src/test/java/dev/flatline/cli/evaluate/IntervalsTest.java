package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.cli.evaluate.Intervals.Interval;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Against tables: Wilson by Newcombe, Statistics in Medicine 17 (1998), table I; Poisson by
/// Garwood (1936).
class IntervalsTest {
  @Test
  void ofProportion_equalsTheTable() {
    assertInterval(Intervals.ofProportion(81, 263), 0.2553, 0.3662);
    assertInterval(Intervals.ofProportion(0, 20), 0, 0.1611);
    assertInterval(Intervals.ofProportion(20, 20), 0.8389, 1);
    assertInterval(Intervals.ofProportion(0, 0), 0, 1);
  }

  @Test
  void ofCount_equalsTheTable() {
    assertInterval(Intervals.ofCount(0), 0, 3.6889);
    assertInterval(Intervals.ofCount(10), 4.7954, 18.3904);
  }

  @Test
  void ofStatistic_ofTheMedian_holdsIt() {
    List<Long> values = LongStream.rangeClosed(1, 101).boxed().toList();
    Interval interval =
        Intervals.ofStatistic(values, sorted -> sorted[sorted.length / 2], new Random(1));
    assertThat(interval.low()).isBetween(35.0, 48.0);
    assertThat(interval.high()).isBetween(54.0, 67.0);
  }

  private static void assertInterval(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(1e-4));
    assertThat(interval.high()).isCloseTo(high, within(1e-4));
  }
}
