package dev.flatline.core.window;

import dev.flatline.core.numeric.CoMoments;
import dev.flatline.core.numeric.Moments;
import java.util.Arrays;

/// What a window comes to: moments of CPU over its samples, and of its panes' means of CPU with
/// network, of CPU with disk, and of throttled and stolen shares. A reusable cell, filled by
/// [PaneWindow#total].
public final class WindowAggregate {
  private static final int CPU = 0;
  private static final int NETWORK = CPU + Moments.WIDTH;
  private static final int DISK = NETWORK + CoMoments.WIDTH;
  private static final int THROTTLED = DISK + CoMoments.WIDTH;
  private static final int STEAL = THROTTLED + 2;
  private static final int WIDTH = STEAL + 2;

  private final double[] cells = new double[WIDTH];

  /// Empty.
  public WindowAggregate() {}

  void clear() {
    Arrays.fill(cells, 0);
  }

  /// Adds the moments of a pane's samples of CPU.
  void addCpu(double[] from, int fromAt) {
    Moments.merge(cells, CPU, from, fromAt);
  }

  /// Adds a pane's means, NaN for what was not measured.
  void addPane(double cpu, double network, double disk, double throttled, double steal) {
    addPair(NETWORK, cpu, network);
    addPair(DISK, cpu, disk);
    addShare(THROTTLED, throttled);
    addShare(STEAL, steal);
  }

  private void addPair(int at, double cpu, double other) {
    if (!Double.isNaN(other)) {
      CoMoments.add(cells, at, cpu, other);
    }
  }

  private void addShare(int at, double share) {
    if (!Double.isNaN(share)) {
      cells[at]++;
      cells[at + 1] += share;
    }
  }

  /// How many samples measured CPU.
  public double samples() {
    return Moments.count(cells, CPU);
  }

  /// Mean CPU, a share of capacity; NaN of nothing.
  public double cpuMean() {
    return Moments.mean(cells, CPU);
  }

  /// Population standard deviation of CPU, a share of capacity; NaN of nothing.
  public double cpuDeviation() {
    return Math.sqrt(Moments.variance(cells, CPU));
  }

  /// Coefficient of variation σ/μ of CPU; NaN where the mean is 0 or nothing was measured.
  public double cpuCv() {
    double mean = cpuMean();
    return mean == 0 ? Double.NaN : cpuDeviation() / mean;
  }

  /// Pearson's correlation of the panes' means of CPU and network throughput; NaN where either is
  /// constant or unmeasured.
  public double correlationWithNetwork() {
    return CoMoments.correlation(cells, NETWORK);
  }

  /// Pearson's correlation of CPU and disk throughput; NaN where either is constant or unmeasured.
  public double correlationWithDisk() {
    return CoMoments.correlation(cells, DISK);
  }

  /// Share of the mean CPU that the line of least squares lays on network throughput; NaN where
  /// that is constant or unmeasured, or the mean is 0.
  public double cpuCarriedByNetwork() {
    return CoMoments.shareOfX(cells, NETWORK);
  }

  /// The same of disk throughput.
  public double cpuCarriedByDisk() {
    return CoMoments.shareOfX(cells, DISK);
  }

  /// Mean of the panes' network throughput, both directions, bytes per second; NaN where
  /// unmeasured.
  public double networkBytesPerSecond() {
    return CoMoments.meanY(cells, NETWORK);
  }

  /// Mean of the panes' disk throughput, both directions, bytes per second; NaN where unmeasured.
  public double diskBytesPerSecond() {
    return CoMoments.meanY(cells, DISK);
  }

  /// Mean of the panes' share of CFS periods throttled; NaN where unmeasured.
  public double throttledShare() {
    return cells[THROTTLED] == 0 ? Double.NaN : cells[THROTTLED + 1] / cells[THROTTLED];
  }

  /// Mean of the panes' share of CPU time stolen by the hypervisor; NaN where unmeasured.
  public double stealShare() {
    return cells[STEAL] == 0 ? Double.NaN : cells[STEAL + 1] / cells[STEAL];
  }
}
