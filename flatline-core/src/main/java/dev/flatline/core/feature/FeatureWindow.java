package dev.flatline.core.feature;

import dev.flatline.core.numeric.Moments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.window.PaneWindow;
import dev.flatline.core.window.WindowAggregate;

/// All that is kept of one workload to compute its features: the sliding window, the stretches
/// above each level with the workload's own past, and the plateau. Takes samples in order of event
/// time.
///
/// Samples are summed as they come; stretches and plateau advance by panes (minutes of the usual
/// half hour), each once, as soon as its last sample is in: when the interval between the last two
/// samples says that the next one falls into another pane, or when that next one comes.
public final class FeatureWindow {
  /// How many panes a window has. Origin: half an hour in minutes, the finest interval at which
  /// every supported source delivers; detection is dated to a pane.
  public static final int PANES = 30;

  /// Longer without a sample of CPU, and nothing is known of what happened in between: three missed
  /// samples at five minutes, the coarsest interval of CloudWatch's basic monitoring.
  public static final long LONGEST_GAP_MILLIS = 15 * 60_000;

  /// A gap up to this long does not end what is above a level, or on a plateau, before and after
  /// it: of the gaps of a hosting fleet two thirds are an hour or two, hardly any between two and
  /// six.
  public static final long LONGEST_BRIDGE_MILLIS = 2 * 3_600_000L;

  /// A gap up to this long does not end what is near its limit before and after it, but does not
  /// count for its length: a day without a collector and what is lost around it. The fleet's long
  /// gaps have 24 to 36 hours.
  public static final long LONGEST_BLIND_MILLIS = 36 * 3_600_000L;

  /// Minutes with samples without which flatness cannot be told: with six the standard deviation is
  /// known to a third (1/√(2(n − 1))), and it is what half an hour at five minutes holds.
  public static final int LEAST_MINUTES = 6;

  private final long windowMillis;
  private final long paneMillis;
  private final PaneWindow window;
  private final LevelStretches stretches = new LevelStretches();
  private final PlateauTracker plateau = new PlateauTracker();

  private double cores = Double.NaN;
  private long lastMillis = Long.MIN_VALUE;
  private long observedSinceMillis;
  private long minuteFirstMillis;
  private long advancedPane = Long.MIN_VALUE;

  /// @param windowMillis length of the window, above 30 ms
  public FeatureWindow(long windowMillis) {
    this.windowMillis = windowMillis;
    this.paneMillis = paneMillis(windowMillis);
    this.window = new PaneWindow(paneMillis, PANES);
  }

  /// Length of a pane of a window of this length: one minute for the usual half hour.
  public static long paneMillis(long windowMillis) {
    return windowMillis / PANES;
  }

  /// Adds one sample. A sample that did not measure CPU changes nothing.
  ///
  /// @return whether a minute was completed, so that it is time to judge: the sample's own, or,
  ///     where the intervals did not foretell its end, the one before
  public boolean add(Sample sample) {
    double cpu = sample.values().get(Metric.CPU_UTILIZATION);
    if (Double.isNaN(cpu)) {
      return false;
    }
    long at = sample.atMillis();
    boolean gap = lastMillis == Long.MIN_VALUE || at - lastMillis > LONGEST_GAP_MILLIS;
    long pane = Math.floorDiv(at, paneMillis);
    long step = gap ? 0 : at - lastMillis;
    if (gap) {
      breakOff(at);
    }
    boolean completed = false;
    if (gap || pane != window.newestPane()) {
      completed = advance();
      minuteFirstMillis = at;
    }
    if (sample.values().has(Metric.CPU_CAPACITY_CORES)) {
      cores = sample.values().get(Metric.CPU_CAPACITY_CORES);
    }
    window.addTo(pane, sample.values());
    lastMillis = at;
    if (step > 0 && at + step >= (pane + 1) * paneMillis) {
      completed |= advance();
    }
    return completed;
  }

  /// The stretches that go on and the workload's own past.
  public LevelStretches stretches() {
    return stretches;
  }

  /// Event time of the newest sample; meaningless before the first.
  public long lastMillis() {
    return lastMillis;
  }

  /// For how long the workload was observed without a gap.
  public long observedMillis() {
    return lastMillis - observedSinceMillis;
  }

  /// Whether the window is full, give or take the sample that opens it.
  public boolean isFull() {
    return observedMillis() >= windowMillis - paneMillis;
  }

  /// Whether a stretch is as long as the window, give or take the sample that opens it.
  public boolean isFilledBy(Stretch stretch) {
    return stretch.durationMillis() >= windowMillis - paneMillis;
  }

  /// Length of the window.
  public long windowMillis() {
    return windowMillis;
  }

  /// Fills the cell with what the window comes to.
  public void total(WindowAggregate into) {
    window.total(into);
  }

  /// The same of CPU alone.
  public void totalOfCpu(WindowAggregate into) {
    window.totalOfCpu(into);
  }

  /// Writes what a window of the same length can [#read].
  public void write(StateWriter to) {
    to.putMillis(lastMillis, 0);
    to.putLong(lastMillis - observedSinceMillis);
    to.putLong(lastMillis - minuteFirstMillis);
    to.putMillis(advancedPane, lastMillis / paneMillis);
    to.putDoubles(cores);
    window.write(to, lastMillis / paneMillis);
    stretches.write(to, lastMillis);
    plateau.write(to, lastMillis);
  }

  /// How many bytes more will be written once the window is full, if samples come as they did.
  public int bytesToCome() {
    return window.bytesToCome();
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    lastMillis = from.getMillis(0);
    observedSinceMillis = lastMillis - from.getLong();
    minuteFirstMillis = lastMillis - from.getLong();
    advancedPane = from.getMillis(lastMillis / paneMillis);
    cores = from.getDouble();
    window.read(from, lastMillis / paneMillis);
    stretches.read(from, lastMillis);
    plateau.read(from, lastMillis);
  }

  /// How flat CPU was over the window's minutes since a time.
  public Flatness flatness(long sinceMillis) {
    double[] scratch = new double[Moments.WIDTH + 1];
    window.paneMoments(Math.floorDiv(sinceMillis, paneMillis), scratch);
    double mean = Moments.mean(scratch, 0);
    boolean known = Moments.count(scratch, 0) >= LEAST_MINUTES && mean > 0;
    return new Flatness(
        lastMillis - sinceMillis,
        known ? Math.sqrt(Moments.variance(scratch, 0)) / mean : Double.NaN,
        known ? Math.sqrt(scratch[Moments.WIDTH]) / mean : Double.NaN);
  }

  /// All features at the newest sample.
  public Features features(WindowAggregate total, Flatness flatness) {
    Features features = new Features();
    features.set(Feature.CPU_MEAN, total.cpuMean());
    features.set(Feature.CPU_DEVIATION, total.cpuDeviation());
    features.set(Feature.CPU_CV, total.cpuCv());
    features.set(Feature.CPU_MINUTE_CV, flatness.minuteCv());
    features.set(Feature.CPU_ROUGHNESS, flatness.roughness());
    features.set(Feature.CPU_FLOOR, window.paneQuantile(FLOOR_QUANTILE));
    features.set(Feature.CORRELATION_CPU_NETWORK, total.correlationWithNetwork());
    features.set(Feature.CORRELATION_CPU_DISK, total.correlationWithDisk());
    features.set(Feature.CPU_CARRIED_BY_NETWORK, total.cpuCarriedByNetwork());
    features.set(Feature.CPU_CARRIED_BY_DISK, total.cpuCarriedByDisk());
    features.set(Feature.NETWORK_LEVEL, total.networkBytesPerSecond());
    features.set(Feature.DISK_LEVEL, total.diskBytesPerSecond());
    features.set(Feature.THROTTLED_SHARE, total.throttledShare());
    features.set(Feature.STEAL_SHARE, total.stealShare());
    features.set(Feature.SAMPLES, total.samples());
    features.set(Feature.CPU_CAPACITY_CORES, cores);
    plateau.describe(lastMillis, features);
    return features;
  }

  private static final double FLOOR_QUANTILE = 0.10;

  private void breakOff(long at) {
    advance();
    window.clear();
    observedSinceMillis = at;
    long gap = lastMillis == Long.MIN_VALUE ? Long.MAX_VALUE : at - lastMillis;
    if (gap <= LONGEST_BRIDGE_MILLIS) {
      stretches.bridge();
      return;
    }
    plateau.breakOff();
    if (gap <= LONGEST_BLIND_MILLIS) {
      stretches.goBlind();
    } else {
      stretches.breakOff();
    }
  }

  /// Tells stretches and plateau of the newest minute, once.
  private boolean advance() {
    long pane = window.newestPane();
    if (pane == Long.MIN_VALUE || pane == advancedPane) {
      return false;
    }
    advancedPane = pane;
    double cpu = window.newestCpu();
    double network = window.newestNetwork();
    double disk = window.newestDisk();
    stretches.observe(minuteFirstMillis, lastMillis, cpu);
    stretches.observeThroughput(cpu, network, disk);
    plateau.observe(minuteFirstMillis, lastMillis, cpu, network, disk);
    return true;
  }
}
