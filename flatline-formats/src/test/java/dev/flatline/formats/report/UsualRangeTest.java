package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsualRangeTest {
  @Test
  void before_hundredPoints_leavesOutATenthAtEachEnd() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      points.add(at(i, (i * 37) % 100 / 100.0));
    }
    points.add(at(100, 9));
    assertThat(UsualRange.before(100, new FindingSeries(points), SeriesPoint::cpu))
        .contains(new UsualRange(0.1, 0.89));
  }

  @Test
  void before_ofTooFewMeasuredPoints_isEmpty() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      points.add(at(i, i < 9 ? 0.5 : Double.NaN));
    }
    FindingSeries series = new FindingSeries(points);
    assertThat(UsualRange.before(100, series, SeriesPoint::cpu)).isEmpty();
    assertThat(UsualRange.before(0, series, SeriesPoint::cpu)).isEmpty();
    assertThat(UsualRange.before(0, FindingSeries.NONE, SeriesPoint::cpu)).isEmpty();
  }

  private static SeriesPoint at(long atMillis, double cpu) {
    Spread spread = Double.isNaN(cpu) ? Spread.UNMEASURED : Spread.of(cpu);
    return new SeriesPoint(atMillis, spread, Spread.UNMEASURED, Spread.UNMEASURED);
  }
}
