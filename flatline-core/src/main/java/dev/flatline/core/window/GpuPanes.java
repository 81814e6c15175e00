package dev.flatline.core.window;

import dev.flatline.core.numeric.CoMoments;
import dev.flatline.core.numeric.Moments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.Arrays;

/// The sliding event-time window of one GPU, cut into panes of fixed length aligned to the epoch.
///
/// A ring of sums, added up anew whenever they are asked for: once a minute, and only of workloads
/// that have a GPU, so nothing needs to slide. O(1) per sample, O(panes) per question, 4 kB for
/// half an hour of minutes.
public final class GpuPanes {
  private static final int UTILIZATION = 0;
  private static final int FIRST_MEAN = Moments.WIDTH;
  private static final int WIDTH = FIRST_MEAN + 2 * Quantity.values().length;

  private final long paneMillis;
  private final int panes;
  private final double[] cells;
  private final long[] indices;
  private long newest = Long.MIN_VALUE;

  /// What is summed beside utilization.
  public enum Quantity {
    /// Electrical power, watts.
    POWER,
    /// Power limit, watts.
    POWER_LIMIT,
    /// Temperature, degrees Celsius.
    TEMPERATURE,
    /// Share of the time in which tensor cores worked.
    TENSOR_ACTIVE,
    /// Share of the time in which memory was read or written.
    MEMORY_ACTIVE,
    /// PCIe traffic, both directions, bytes per second.
    PCIE
  }

  /// @param paneMillis length of a pane, above 0
  /// @param panes how many panes make up the window, 2 or more
  public GpuPanes(long paneMillis, int panes) {
    if (paneMillis <= 0 || panes < 2) {
      throw new IllegalArgumentException(panes + " panes of " + paneMillis + " ms");
    }
    this.paneMillis = paneMillis;
    this.panes = panes;
    this.cells = new double[panes * WIDTH];
    this.indices = new long[panes];
    clear();
  }

  /// Adds one sample, not older than the one before.
  public void add(long atMillis, MetricValues values) {
    long index = Math.floorDiv(atMillis, paneMillis);
    int at = slot(index) * WIDTH;
    if (index != newest) {
      newest = index;
      indices[slot(index)] = index;
      Arrays.fill(cells, at, at + WIDTH, 0);
    }
    double utilization = values.get(Metric.GPU_UTILIZATION);
    if (!Double.isNaN(utilization)) {
      Moments.add(cells, at + UTILIZATION, utilization);
    }
    add(at, Quantity.POWER, values.get(Metric.GPU_POWER_WATTS));
    add(at, Quantity.POWER_LIMIT, values.get(Metric.GPU_POWER_LIMIT_WATTS));
    add(at, Quantity.TEMPERATURE, values.get(Metric.GPU_TEMPERATURE_CELSIUS));
    add(at, Quantity.TENSOR_ACTIVE, values.get(Metric.GPU_TENSOR_ACTIVE));
    add(at, Quantity.MEMORY_ACTIVE, values.get(Metric.GPU_MEMORY_ACTIVE));
    add(
        at,
        Quantity.PCIE,
        values.sum(
            Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND, Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND));
  }

  private void add(int at, Quantity quantity, double value) {
    if (!Double.isNaN(value)) {
      cells[at + countAt(quantity)]++;
      cells[at + countAt(quantity) + 1] += value;
    }
  }

  /// Forgets everything, as after a gap.
  public void clear() {
    newest = Long.MIN_VALUE;
    Arrays.fill(indices, Long.MIN_VALUE);
  }

  /// The number of the newest pane: its start divided by its length; meaningless while empty.
  public long newestPane() {
    return newest;
  }

  /// Mean utilization of the newest pane; NaN where it has none.
  public double newestUtilization() {
    return Moments.mean(cells, slot(newest) * WIDTH + UTILIZATION);
  }

  /// Mean of a quantity in the newest pane; NaN where it has none.
  public double newest(Quantity quantity) {
    return mean(slot(newest), quantity);
  }

  /// Moments of utilization over all samples of the window.
  public double[] utilization() {
    double[] all = new double[Moments.WIDTH];
    for (int slot = 0; slot < panes; slot++) {
      if (isInside(slot)) {
        Moments.merge(all, 0, cells, slot * WIDTH + UTILIZATION);
      }
    }
    return all;
  }

  /// Moments of the panes' mean utilization.
  public double[] paneUtilization() {
    double[] all = new double[Moments.WIDTH];
    for (int slot = 0; slot < panes; slot++) {
      addTo(all, isInside(slot) ? utilization(slot) : Double.NaN);
    }
    return all;
  }

  /// Moments of the panes' means of a quantity.
  public double[] paneMeans(Quantity quantity) {
    double[] all = new double[Moments.WIDTH];
    for (int slot = 0; slot < panes; slot++) {
      addTo(all, isInside(slot) ? mean(slot, quantity) : Double.NaN);
    }
    return all;
  }

  /// Correlation of the panes' means of utilization and of a quantity; NaN where either is constant
  /// or unmeasured.
  public double correlation(Quantity quantity) {
    double[] pairs = new double[CoMoments.WIDTH];
    for (int slot = 0; slot < panes; slot++) {
      double x = isInside(slot) ? utilization(slot) : Double.NaN;
      double y = isInside(slot) ? mean(slot, quantity) : Double.NaN;
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        CoMoments.add(pairs, 0, x, y);
      }
    }
    return CoMoments.correlation(pairs, 0);
  }

  /// Writes what panes of the same number can [#read].
  public void write(StateWriter to) {
    to.putMillis(newest, 0);
    for (int slot = 0; slot < panes; slot++) {
      to.putBoolean(isInside(slot));
      if (isInside(slot)) {
        to.putLong(newest - indices[slot]);
        to.putDoubles(cells, slot * WIDTH, WIDTH);
      }
    }
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    clear();
    newest = from.getMillis(0);
    for (int slot = 0; slot < panes; slot++) {
      if (from.getBoolean()) {
        indices[slot] = newest - from.getLong();
        from.getDoubles(cells, slot * WIDTH, WIDTH);
      }
    }
  }

  private static void addTo(double[] moments, double value) {
    if (!Double.isNaN(value)) {
      Moments.add(moments, 0, value);
    }
  }

  private double utilization(int slot) {
    return Moments.mean(cells, slot * WIDTH + UTILIZATION);
  }

  private double mean(int slot, Quantity quantity) {
    int at = slot * WIDTH + countAt(quantity);
    return cells[at] == 0 ? Double.NaN : cells[at + 1] / cells[at];
  }

  private boolean isInside(int slot) {
    return indices[slot] != Long.MIN_VALUE && indices[slot] > newest - panes;
  }

  private static int countAt(Quantity quantity) {
    return FIRST_MEAN + 2 * quantity.ordinal();
  }

  private int slot(long index) {
    return (int) Math.floorMod(index, (long) panes);
  }
}
