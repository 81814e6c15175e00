package dev.flatline.formats.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// One metric of a series as it is drawn: runs of measured points with gaps between them. A gap is
/// a step much longer than those around it, so a metric that is measured less often than others, or
/// was for a while, is not all gaps.
final class Trace {
  /// Steps are compared with their median; jitter stays below, one missing point does not.
  private static final double GAP_IN_STEPS = 1.9;

  /// How many steps before and after one tell what is usual: history may be coarser than what
  /// follows it.
  private static final int STEPS_AROUND = 8;

  private final List<List<Dot>> runs;

  /// By step, how long it may be; one of 0 where there is none.
  private final double[] longestStepMillis;

  private Trace(List<Dot> dots) {
    longestStepMillis = longestSteps(dots);
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
    double longest = longestStepMillis[0];
    for (List<Dot> run : runs) {
      addGap(gaps, before, run.getFirst().atMillis(), longest);
      before = run.getLast().atMillis();
      longest = 0;
    }
    addGap(gaps, before, time.toMillis(), longestStepMillis[longestStepMillis.length - 1]);
    return gaps;
  }

  private static void addGap(List<Gap> gaps, long fromMillis, long toMillis, double longestMillis) {
    if (toMillis - fromMillis > longestMillis) {
      gaps.add(new Gap(fromMillis, toMillis));
    }
  }

  private List<List<Dot>> runs(List<Dot> dots) {
    List<List<Dot>> found = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= dots.size(); i++) {
      if (i == dots.size() || stepMillis(dots, i) > longestStepMillis[i - 1]) {
        found.add(List.copyOf(dots.subList(start, i)));
        start = i;
      }
    }
    return found;
  }

  private static double[] longestSteps(List<Dot> dots) {
    double[] longest = new double[Math.max(1, dots.size() - 1)];
    for (int i = 1; i < dots.size(); i++) {
      int from = Math.max(1, i - STEPS_AROUND);
      long[] around = new long[Math.min(dots.size(), i + STEPS_AROUND + 1) - from];
      for (int j = 0; j < around.length; j++) {
        around[j] = stepMillis(dots, from + j);
      }
      Arrays.sort(around);
      longest[i - 1] = GAP_IN_STEPS * around[around.length / 2];
    }
    return longest;
  }

  private static long stepMillis(List<Dot> dots, int i) {
    return dots.get(i).atMillis() - dots.get(i - 1).atMillis();
  }
}
