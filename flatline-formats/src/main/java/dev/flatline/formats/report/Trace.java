package dev.flatline.formats.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// One metric of a series as it is drawn: runs of measured points with gaps between them. A gap is
/// a step much longer than the metric's usual one, so a metric that is measured less often than
/// others is not all gaps.
final class Trace {
  /// Steps are compared with their median; jitter stays below, one missing point does not.
  private static final double GAP_IN_STEPS = 1.9;

  private final List<List<Dot>> runs;
  private final double longestStepMillis;

  private Trace(List<Dot> dots) {
    longestStepMillis = GAP_IN_STEPS * medianStepMillis(dots);
    runs = runs(dots);
  }

  /// A measured point.
  record Dot(long atMillis, Spread spread) {}

  /// A stretch in which nothing was measured.
  record Gap(long fromMillis, long toMillis) {}

  static Trace of(FindingSeries series, Function<SeriesPoint, Spread> metric) {
    List<Dot> dots = new ArrayList<>();
    for (SeriesPoint point : series.points()) {
      Spread spread = metric.apply(point);
      if (spread.isMeasured()) {
        dots.add(new Dot(point.atMillis(), spread));
      }
    }
    return new Trace(dots);
  }

  List<List<Dot>> runs() {
    return runs;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /// The largest value, 0 where there is none.
  double greatest() {
    double greatest = 0;
    for (List<Dot> run : runs) {
      for (Dot dot : run) {
        greatest = Math.max(greatest, dot.spread().greatest());
      }
    }
    return greatest;
  }

  /// The gaps of an axis: between the runs, and before and after them.
  List<Gap> gaps(TimeScale time) {
    List<Gap> gaps = new ArrayList<>();
    long before = time.fromMillis();
    for (List<Dot> run : runs) {
      addGap(gaps, before, run.getFirst().atMillis());
      before = run.getLast().atMillis();
    }
    addGap(gaps, before, time.toMillis());
    return gaps;
  }

  private void addGap(List<Gap> gaps, long fromMillis, long toMillis) {
    if (toMillis - fromMillis > longestStepMillis) {
      gaps.add(new Gap(fromMillis, toMillis));
    }
  }

  private List<List<Dot>> runs(List<Dot> dots) {
    List<List<Dot>> found = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= dots.size(); i++) {
      if (i == dots.size() || stepMillis(dots, i) > longestStepMillis) {
        found.add(List.copyOf(dots.subList(start, i)));
        start = i;
      }
    }
    return found;
  }

  private static double medianStepMillis(List<Dot> dots) {
    if (dots.size() < 2) {
      return 0;
    }
    long[] steps = new long[dots.size() - 1];
    for (int i = 1; i < dots.size(); i++) {
      steps[i - 1] = stepMillis(dots, i);
    }
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }

  private static long stepMillis(List<Dot> dots, int i) {
    return dots.get(i).atMillis() - dots.get(i - 1).atMillis();
  }
}
