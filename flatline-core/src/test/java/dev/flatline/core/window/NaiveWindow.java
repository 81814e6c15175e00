package dev.flatline.core.window;

import dev.flatline.core.numeric.ExactMoments;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The same window as [PaneWindow], recomputed each time from all samples that lie in it.
final class NaiveWindow {
  private final long paneMillis;
  private final int panes;
  private final List<Sample> samples = new ArrayList<>();

  NaiveWindow(long paneMillis, int panes) {
    this.paneMillis = paneMillis;
    this.panes = panes;
  }

  void add(Sample sample) {
    samples.add(sample);
    long oldest = pane(sample) - panes + 1;
    samples.removeIf(one -> pane(one) < oldest);
  }

  void clear() {
    samples.clear();
  }

  double[] cpu() {
    return measured(NaiveWindow::cpu);
  }

  /// A share of what was not stolen, by the definition.
  private static double cpu(Sample sample) {
    double used = sample.values().get(Metric.CPU_UTILIZATION);
    double stolen = sample.values().get(Metric.CPU_STEAL);
    double left = Double.isNaN(stolen) ? 1 : 1 - Math.min(0.99, stolen);
    return used > 1 ? Math.min(used, used / left) : Math.min(1, used / left);
  }

  double throttledShare() {
    return ExactMoments.mean(paneMeansOf(sample -> sample.values().get(Metric.CPU_THROTTLED)));
  }

  double stealShare() {
    return ExactMoments.mean(paneMeansOf(sample -> sample.values().get(Metric.CPU_STEAL)));
  }

  double networkLevel() {
    return ExactMoments.mean(paired(NaiveWindow::network)[1]);
  }

  double diskLevel() {
    return ExactMoments.mean(paired(NaiveWindow::disk)[1]);
  }

  double correlationWithNetwork() {
    double[][] pairs = paired(NaiveWindow::network);
    return ExactMoments.correlation(pairs[0], pairs[1]);
  }

  double correlationWithDisk() {
    double[][] pairs = paired(NaiveWindow::disk);
    return ExactMoments.correlation(pairs[0], pairs[1]);
  }

  /// Mean CPU of each pane that measured it, from this pane on, oldest first.
  double[] paneMeans(long fromPane) {
    return perPane(fromPane, ExactMoments::mean);
  }

  /// Variance of CPU inside each of those panes.
  double[] paneVariances(long fromPane) {
    return perPane(fromPane, ExactMoments::variance);
  }

  /// The quantile between the two order statistics around it.
  double paneQuantile(double p) {
    double[] sorted = paneMeans(Long.MIN_VALUE);
    Arrays.sort(sorted);
    double rank = p * (sorted.length - 1);
    double below = sorted[(int) Math.floor(rank)];
    double above = sorted[(int) Math.ceil(rank)];
    return below * (1 - (rank - Math.floor(rank))) + above * (rank - Math.floor(rank));
  }

  private double[] perPane(long fromPane, ToDoubleFunction<double[]> statistic) {
    TreeMap<Long, List<Double>> byPane = new TreeMap<>();
    for (Sample sample : samples) {
      double cpu = cpu(sample);
      if (!Double.isNaN(cpu) && pane(sample) >= fromPane) {
        byPane.computeIfAbsent(pane(sample), unused -> new ArrayList<>()).add(cpu);
      }
    }
    return byPane.values().stream()
        .mapToDouble(cpu -> statistic.applyAsDouble(unboxed(cpu)))
        .toArray();
  }

  private long pane(Sample sample) {
    return Math.floorDiv(sample.atMillis(), paneMillis);
  }

  private double[] measured(ToDoubleFunction<Sample> value) {
    return samples.stream().mapToDouble(value).filter(one -> !Double.isNaN(one)).toArray();
  }

  /// Of each pane that measured both the mean of CPU and, of its samples with CPU, of the other.
  private double[][] paired(ToDoubleFunction<Sample> other) {
    List<double[]> pairs = new ArrayList<>();
    for (List<Sample> pane : byPane().values()) {
      double cpu = mean(pane, NaiveWindow::cpu);
      double mean =
          mean(pane, one -> Double.isNaN(cpu(one)) ? Double.NaN : other.applyAsDouble(one));
      if (!Double.isNaN(mean)) {
        pairs.add(new double[] {cpu, mean});
      }
    }
    return new double[][] {
      pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
      pairs.stream().mapToDouble(pair -> pair[1]).toArray()
    };
  }

  private double[] paneMeansOf(ToDoubleFunction<Sample> value) {
    return byPane().values().stream()
        .mapToDouble(pane -> mean(pane, value))
        .filter(mean -> !Double.isNaN(mean))
        .toArray();
  }

  private Map<Long, List<Sample>> byPane() {
    return samples.stream()
        .collect(Collectors.groupingBy(this::pane, TreeMap::new, Collectors.toList()));
  }

  private static double mean(List<Sample> pane, ToDoubleFunction<Sample> value) {
    return ExactMoments.mean(
        pane.stream().mapToDouble(value).filter(one -> !Double.isNaN(one)).toArray());
  }

  private static double network(Sample sample) {
    return either(
        sample, Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND);
  }

  private static double disk(Sample sample) {
    return either(sample, Metric.DISK_READ_BYTES_PER_SECOND, Metric.DISK_WRITE_BYTES_PER_SECOND);
  }

  private static double either(Sample sample, Metric one, Metric two) {
    if (!sample.values().has(one) && !sample.values().has(two)) {
      return Double.NaN;
    }
    double a = sample.values().has(one) ? sample.values().get(one) : 0;
    double b = sample.values().has(two) ? sample.values().get(two) : 0;
    return a + b;
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
