package dev.flatline.core.window;

import dev.flatline.core.numeric.CoMoments;
import dev.flatline.core.numeric.Moments;
import dev.flatline.core.numeric.Quantiles;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.Arrays;

/// The sliding event-time window of one workload, cut into panes of fixed length aligned to the
/// epoch. It covers the newest pane and as many before it as make up the window's length.
///
/// Sums slide without ever subtracting, so a spike leaves no rounding error behind when it leaves:
/// panes form a queue of two stacks, the front one holding suffix sums (Tangwongsan, Hirzel,
/// Schneider, "General Incremental Sliding-Window Aggregation", PVLDB 8 (2015), section 2).
/// Amortised cost is one update per sample and two merges per pane, whatever the window's length;
/// memory grows with the panes that hold samples and stops at the window's number of panes.
public final class PaneWindow {
  private static final int WIDTH = WindowAggregate.WIDTH;

  private final long paneMillis;
  private final int panes;

  private double[] ring = new double[8 * WIDTH];
  private double[] cpuMeans = new double[8];
  private double[] cpuVariances = new double[8];
  private long[] indices = new long[8];
  private int head;
  private int size;
  private int frontSize;

  private final double[] back = new double[WIDTH];
  private final double[] open = new double[WIDTH];
  private long openIndex = Long.MIN_VALUE;

  /// @param paneMillis length of a pane, above 0
  /// @param panes how many panes make up the window, 2 or more
  public PaneWindow(long paneMillis, int panes) {
    if (paneMillis <= 0 || panes < 2) {
      throw new IllegalArgumentException(panes + " panes of " + paneMillis + " ms");
    }
    this.paneMillis = paneMillis;
    this.panes = panes;
  }

  /// Adds one sample, not older than the one before. Values of metrics that were not measured are
  /// left out of the sums that need them.
  public void add(long atMillis, MetricValues values) {
    long index = Math.floorDiv(atMillis, paneMillis);
    if (index != openIndex) {
      turnTo(index);
    }
    double cpu = GrantedCpu.of(values);
    if (!Double.isNaN(cpu)) {
      Moments.add(open, WindowAggregate.CPU, cpu);
      addPair(
          WindowAggregate.NETWORK,
          cpu,
          values.sum(
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND));
      addPair(
          WindowAggregate.DISK,
          cpu,
          values.sum(Metric.DISK_READ_BYTES_PER_SECOND, Metric.DISK_WRITE_BYTES_PER_SECOND));
    }
    addShare(WindowAggregate.THROTTLED, values.get(Metric.CPU_THROTTLED));
    addShare(WindowAggregate.STEAL, values.get(Metric.CPU_STEAL));
  }

  /// Forgets everything, as after a gap.
  public void clear() {
    head = 0;
    size = 0;
    frontSize = 0;
    Arrays.fill(back, 0);
    Arrays.fill(open, 0);
    openIndex = Long.MIN_VALUE;
  }

  /// The number of the newest pane: its start divided by its length; meaningless while empty.
  public long newestPane() {
    return openIndex;
  }

  /// Mean CPU of the newest pane; NaN where it has none.
  public double newestCpu() {
    return Moments.mean(open, WindowAggregate.CPU);
  }

  /// Mean network throughput of the newest pane, bytes per second; NaN where unmeasured.
  public double newestNetwork() {
    return CoMoments.meanY(open, WindowAggregate.NETWORK);
  }

  /// Mean disk throughput of the newest pane, bytes per second; NaN where unmeasured.
  public double newestDisk() {
    return CoMoments.meanY(open, WindowAggregate.DISK);
  }

  /// Fills the cell with the sums over the whole window. Two merges.
  public void total(WindowAggregate into) {
    if (frontSize > 0) {
      System.arraycopy(ring, head * WIDTH, into.cells, 0, WIDTH);
    } else {
      Arrays.fill(into.cells, 0);
    }
    WindowAggregate.merge(into.cells, 0, back, 0);
    WindowAggregate.merge(into.cells, 0, open, 0);
  }

  /// Splits the variation of CPU over the panes from this one on: moments of the panes' means, into
  /// the first [Moments#WIDTH] cells of an array, and behind them the mean variance inside a pane.
  /// At most one update per pane.
  public void paneMoments(long fromPane, double[] into) {
    Arrays.fill(into, 0, Moments.WIDTH + 1, 0);
    for (int i = 0; i < size; i++) {
      if (indices[slot(i)] >= fromPane) {
        addPane(into, cpuMeans[slot(i)], cpuVariances[slot(i)]);
      }
    }
    addPane(into, newestCpu(), Moments.variance(open, WindowAggregate.CPU));
    into[Moments.WIDTH] /= Moments.count(into, 0);
  }

  private static void addPane(double[] into, double mean, double variance) {
    if (!Double.isNaN(mean)) {
      Moments.add(into, 0, mean);
      into[Moments.WIDTH] += variance;
    }
  }

  /// A quantile of the CPU means of the panes; NaN where there are none.
  public double paneQuantile(double p) {
    double[] sorted = new double[size + 1];
    int count = 0;
    for (int i = 0; i <= size; i++) {
      double mean = i < size ? cpuMeans[slot(i)] : newestCpu();
      if (!Double.isNaN(mean)) {
        sorted[count++] = mean;
      }
    }
    Arrays.sort(sorted, 0, count);
    return Quantiles.ofSorted(sorted, count, p);
  }

  private void addPair(int at, double cpu, double other) {
    if (!Double.isNaN(other)) {
      CoMoments.add(open, at, cpu, other);
    }
  }

  private void addShare(int at, double share) {
    if (!Double.isNaN(share)) {
      open[at]++;
      open[at + 1] += share;
    }
  }

  private void turnTo(long index) {
    if (openIndex != Long.MIN_VALUE) {
      push();
    }
    openIndex = index;
    Arrays.fill(open, 0);
    while (size > 0 && indices[head] <= index - panes) {
      evictOldest();
    }
  }

  private void push() {
    if (size == indices.length) {
      grow();
    }
    int slot = slot(size);
    System.arraycopy(open, 0, ring, slot * WIDTH, WIDTH);
    cpuMeans[slot] = newestCpu();
    cpuVariances[slot] = Moments.variance(open, WindowAggregate.CPU);
    indices[slot] = openIndex;
    size++;
    WindowAggregate.merge(back, 0, open, 0);
  }

  private void evictOldest() {
    if (frontSize == 0) {
      for (int i = size - 2; i >= 0; i--) {
        WindowAggregate.merge(ring, slot(i) * WIDTH, ring, slot(i + 1) * WIDTH);
      }
      frontSize = size;
      Arrays.fill(back, 0);
    }
    head = slot(1);
    size--;
    frontSize--;
  }

  private void grow() {
    int capacity = Math.min(indices.length * 2, panes + 1);
    double[] newRing = new double[capacity * WIDTH];
    double[] newMeans = new double[capacity];
    double[] newVariances = new double[capacity];
    long[] newIndices = new long[capacity];
    for (int i = 0; i < size; i++) {
      System.arraycopy(ring, slot(i) * WIDTH, newRing, i * WIDTH, WIDTH);
      newMeans[i] = cpuMeans[slot(i)];
      newVariances[i] = cpuVariances[slot(i)];
      newIndices[i] = indices[slot(i)];
    }
    ring = newRing;
    cpuMeans = newMeans;
    cpuVariances = newVariances;
    indices = newIndices;
    head = 0;
  }

  private int slot(int fromHead) {
    int slot = head + fromHead;
    return slot < indices.length ? slot : slot - indices.length;
  }
}
