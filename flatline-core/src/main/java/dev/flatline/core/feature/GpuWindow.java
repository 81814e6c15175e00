package dev.flatline.core.feature;

import dev.flatline.core.numeric.Moments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.window.GpuPanes;
import dev.flatline.core.window.GpuPanes.Quantity;

/// All that is kept of the GPU of one workload: the sliding window, and how long it has worked
/// without tensor cores, with its own past of that. Takes samples in order of event time. 6 kB, of
/// workloads that measure a GPU only.
///
/// The own past is of utilization in the minutes in which the tensor cores were idle, so that a GPU
/// on which models are trained every day still finds a miner new. Where tensor cores are not
/// measured it is of utilization as it is.
public final class GpuWindow {
  /// Share of the time up to which tensor cores count as idle. What computes with integers never
  /// issues to them and reads 0; a public scrape of a T4 in use reads 0.04 for each unit of
  /// utilization (`docs/concepts/gpu.md`). In between.
  public static final double TENSOR_IDLE = 0.01;

  private static final long MEASURED =
      bit(Metric.GPU_UTILIZATION)
          | bit(Metric.GPU_POWER_WATTS)
          | bit(Metric.GPU_TEMPERATURE_CELSIUS)
          | bit(Metric.GPU_TENSOR_ACTIVE)
          | bit(Metric.GPU_MEMORY_ACTIVE)
          | bit(Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND)
          | bit(Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND);

  private final long windowMillis;
  private final long paneMillis;
  private final GpuPanes panes;
  private final LevelStretches stretches = new LevelStretches();

  private long lastMillis = Long.MIN_VALUE;
  private long observedSinceMillis;
  private long minuteFirstMillis;
  private long advancedPane = Long.MIN_VALUE;

  /// @param windowMillis length of the window, above 30 ms
  public GpuWindow(long windowMillis) {
    this.windowMillis = windowMillis;
    this.paneMillis = FeatureWindow.paneMillis(windowMillis);
    this.panes = new GpuPanes(paneMillis, FeatureWindow.PANES);
  }

  /// Whether values say anything of a GPU that is judged.
  public static boolean measures(MetricValues values) {
    return (values.measured() & MEASURED) != 0;
  }

  /// Adds one sample that measures a GPU.
  ///
  /// @return whether a minute was completed, so that it is time to judge
  public boolean add(Sample sample) {
    long at = sample.atMillis();
    boolean gap =
        lastMillis == Long.MIN_VALUE || at - lastMillis > FeatureWindow.LONGEST_GAP_MILLIS;
    long pane = Math.floorDiv(at, paneMillis);
    long step = gap ? 0 : at - lastMillis;
    boolean completed = false;
    if (gap || pane != panes.newestPane()) {
      completed = advance();
      minuteFirstMillis = at;
    }
    if (gap) {
      breakOff(at);
      completed = false;
    }
    panes.add(at, sample.values());
    lastMillis = at;
    if (step > 0 && Math.floorDiv(at + step, paneMillis) != pane) {
      completed |= advance();
    }
    return completed;
  }

  /// For how long the GPU has worked without tensor cores, and its own past of that.
  public LevelStretches stretches() {
    return stretches;
  }

  /// Event time of the newest sample; meaningless before the first.
  public long lastMillis() {
    return lastMillis;
  }

  /// For how long the GPU was observed without a gap.
  public long observedMillis() {
    return lastMillis - observedSinceMillis;
  }

  /// Whether the window is full, give or take the sample that opens it.
  public boolean isFull() {
    return observedMillis() >= windowMillis - paneMillis;
  }

  /// All features at the newest sample.
  public GpuFeatures features() {
    double[] utilization = panes.utilization();
    double[] minutes = panes.paneUtilization();
    double[] power = panes.paneMeans(Quantity.POWER);
    double[] memory = panes.paneMeans(Quantity.MEMORY_ACTIVE);
    double watts = Moments.mean(power, 0);
    double limit = Moments.mean(panes.paneMeans(Quantity.POWER_LIMIT), 0);
    return GpuFeatures.none()
        .set(GpuFeature.UTILIZATION, Moments.mean(minutes, 0))
        .set(GpuFeature.MINUTE_DEVIATION, deviation(minutes))
        .set(GpuFeature.DEVIATION, deviation(utilization))
        .set(GpuFeature.POWER, watts)
        .set(GpuFeature.POWER_LIMIT, limit)
        .set(GpuFeature.POWER_SHARE, limit > 0 ? watts / limit : Double.NaN)
        .set(GpuFeature.POWER_CV, watts > 0 ? deviation(power) / watts : Double.NaN)
        .set(GpuFeature.TEMPERATURE, Moments.mean(panes.paneMeans(Quantity.TEMPERATURE), 0))
        .set(GpuFeature.TENSOR_ACTIVE, Moments.mean(panes.paneMeans(Quantity.TENSOR_ACTIVE), 0))
        .set(GpuFeature.MEMORY_ACTIVE, Moments.mean(memory, 0))
        .set(GpuFeature.MEMORY_DEVIATION, deviation(memory))
        .set(GpuFeature.PCIE, Moments.mean(panes.paneMeans(Quantity.PCIE), 0))
        .set(GpuFeature.PCIE_CORRELATION, panes.correlation(Quantity.PCIE))
        .set(GpuFeature.MINUTES, Moments.count(minutes, 0));
  }

  /// Writes what a window of the same length can [#read].
  public void write(StateWriter to) {
    to.putMillis(lastMillis, 0);
    to.putLong(lastMillis - observedSinceMillis);
    to.putLong(lastMillis - minuteFirstMillis);
    to.putMillis(advancedPane, lastMillis / paneMillis);
    panes.write(to);
    stretches.write(to, lastMillis);
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    lastMillis = from.getMillis(0);
    observedSinceMillis = lastMillis - from.getLong();
    minuteFirstMillis = lastMillis - from.getLong();
    advancedPane = from.getMillis(lastMillis / paneMillis);
    panes.read(from);
    stretches.read(from, lastMillis);
  }

  private static double deviation(double[] moments) {
    return Math.sqrt(Moments.variance(moments, 0));
  }

  private void breakOff(long at) {
    panes.clear();
    stretches.breakOff();
    observedSinceMillis = at;
    advancedPane = Long.MIN_VALUE;
  }

  /// Tells the stretches of the newest minute, once.
  private boolean advance() {
    long pane = panes.newestPane();
    if (pane == Long.MIN_VALUE || pane == advancedPane) {
      return false;
    }
    advancedPane = pane;
    double utilization = panes.newestUtilization();
    if (!Double.isNaN(utilization)) {
      boolean tensor = panes.newest(Quantity.TENSOR_ACTIVE) >= TENSOR_IDLE;
      stretches.observe(minuteFirstMillis, lastMillis, tensor ? 0 : utilization);
    }
    return true;
  }

  private static long bit(Metric metric) {
    return 1L << metric.ordinal();
  }
}
