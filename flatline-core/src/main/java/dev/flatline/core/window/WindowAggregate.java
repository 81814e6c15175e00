package dev.flatline.core.window;

import dev.flatline.core.numeric.CoMoments;
import dev.flatline.core.numeric.Moments;

/// Sums over a window, or over one pane of it: moments of CPU, of CPU with network, of CPU with
/// disk, and of throttled and stolen shares. A reusable cell, filled by [PaneWindow#total].
public final class WindowAggregate {
  static final int CPU = 0;
  static final int NETWORK = CPU + Moments.WIDTH;
  static final int DISK = NETWORK + CoMoments.WIDTH;
  static final int THROTTLED = DISK + CoMoments.WIDTH;
  static final int STEAL = THROTTLED + 2;
  static final int WIDTH = STEAL + 2;

  final double[] cells = new double[WIDTH];

  /// Empty.
  public WindowAggregate() {}

  static void merge(double[] a, int at, double[] from, int fromAt) {
    Moments.merge(a, at + CPU, from, fromAt + CPU);
    CoMoments.merge(a, at + NETWORK, from, fromAt + NETWORK);
    CoMoments.merge(a, at + DISK, from, fromAt + DISK);
    for (int i = THROTTLED; i < WIDTH; i++) {
      a[at + i] += from[fromAt + i];
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

  /// Pearson's correlation of CPU and network throughput; NaN where either is constant or
  /// unmeasured.
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

  /// Mean network throughput, both directions, bytes per second; NaN where unmeasured.
  public double networkBytesPerSecond() {
    return CoMoments.meanY(cells, NETWORK);
  }

  /// Mean disk throughput, both directions, bytes per second; NaN where unmeasured.
  public double diskBytesPerSecond() {
    return CoMoments.meanY(cells, DISK);
  }

  /// Mean share of CFS periods throttled; NaN where unmeasured.
  public double throttledShare() {
    return cells[THROTTLED] == 0 ? Double.NaN : cells[THROTTLED + 1] / cells[THROTTLED];
  }

  /// Mean share of CPU time stolen by the hypervisor; NaN where unmeasured.
  public double stealShare() {
    return cells[STEAL] == 0 ? Double.NaN : cells[STEAL + 1] / cells[STEAL];
  }
}
