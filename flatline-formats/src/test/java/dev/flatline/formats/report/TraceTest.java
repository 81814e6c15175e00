package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final TimeScale TIME = new TimeScale(0, 100);
  private static final ValueScale SHARES = ValueScale.ofShares(1);

  @Test
  void runs_missingPoint_isAGap() {
    Trace trace = trace(at(0, 0.5), at(10, 0.5), at(30, 0.5), at(40, 0.5), at(50, 0.5));

    assertThat(trace.runs()).extracting(List::size).containsExactly(2, 3);
    assertThat(trace.gaps(TIME)).containsExactly(new Trace.Gap(10, 30), new Trace.Gap(50, 100));
  }

  @Test
  void runs_unmeasuredPoints_areAGapAndNotZero() {
    Trace trace =
        trace(at(0, 0.5), at(10, 0.5), at(20, Double.NaN), at(30, 0.5), at(40, 0.5), at(50, 0.5));

    assertThat(trace.runs()).extracting(List::size).containsExactly(2, 3);
  }

  @Test
  void runs_jitter_isNoGap() {
    assertThat(trace(at(0, 0), at(10, 0), at(28, 0), at(38, 0)).runs()).hasSize(1);
  }

  @Test
  void runs_metricMeasuredLessOftenThanOthers_isOneRun() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      points.add(at(i, i % 4 == 0 ? 0.5 : Double.NaN));
    }

    assertThat(trace(points.toArray(SeriesPoint[]::new)).runs()).hasSize(1);
  }

  @Test
  void runs_historyThatIsCoarserThanWhatFollows_isOneRunWithItsOwnGaps() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      points.add(at(5L * i, 0.5));
    }
    for (int i = 0; i < 200; i++) {
      if (i != 100) {
        points.add(at(300 + i, 0.5));
      }
    }
    Trace trace = trace(points.toArray(SeriesPoint[]::new));

    assertThat(trace.gaps(new TimeScale(0, 499))).containsExactly(new Trace.Gap(399, 401));
  }

  @Test
  void greatest_nothingMeasured_isZero() {
    Trace trace = trace(at(0, Double.NaN));

    assertThat(trace.isEmpty()).isTrue();
    assertThat(trace.greatest()).isZero();
    assertThat(trace.gaps(TIME)).containsExactly(new Trace.Gap(0, 100));
  }

  @Test
  void line_runs_startAnewAndLonePointsAreDots() {
    Trace trace = trace(at(0, 1), at(10, 0.5), at(20, 0), at(60, 0.25));

    assertThat(PlotPath.line(trace, TIME, SHARES)).isEqualTo("M0 0l200 500l200 500M1200 750h1");
    assertThat(PlotPath.band(trace, TIME, SHARES)).isEmpty();
  }

  @Test
  void band_leastToGreatest_isAClosedArea() {
    FindingSeries series =
        new FindingSeries(
            List.of(
                new SeriesPoint(0, new Spread(0.4, 0.5, 0.6), Spread.UNMEASURED, Spread.UNMEASURED),
                new SeriesPoint(
                    50, new Spread(0.2, 0.5, 1), Spread.UNMEASURED, Spread.UNMEASURED)));

    assertThat(PlotPath.band(Trace.of(series, SeriesPoint::cpu), TIME, SHARES))
        .isEqualTo("M0 400l1000 -400l0 800l-1000 -200z");
  }

  @Test
  void line_valuesAboveTheScale_stayInside() {
    assertThat(PlotPath.line(trace(at(0, 1.5), at(100, -1)), TIME, SHARES))
        .isEqualTo("M0 0l2000 1000");
  }

  private static Trace trace(SeriesPoint... points) {
    return Trace.of(new FindingSeries(List.of(points)), SeriesPoint::cpu);
  }

  private static SeriesPoint at(long atMillis, double cpu) {
    return new SeriesPoint(atMillis, Spread.of(cpu), Spread.UNMEASURED, Spread.UNMEASURED);
  }
}
