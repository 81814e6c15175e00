package dev.flatline.core.feature;

import dev.flatline.core.numeric.Quantiles;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.window.PlanePanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The sliding window of the planes of accounting of one workload. Takes samples in order of event
/// time. 3 kB, of workloads that measure a second plane only.
///
/// Planes are compared minute by minute and not mean by mean, so that one that was silent for half
/// of the window is not held against what another did meanwhile.
public final class PlaneWindow {
  private static final Plane[] PLANES = Plane.values();
  private static final int INTERRUPTS = PLANES.length;
  private static final int STEAL = INTERRUPTS + 1;
  private static final int QUANTITIES = STEAL + 1;
  private static final double MEDIAN = 0.5;

  private final long windowMillis;
  private final long paneMillis;
  private final PlanePanes panes;

  private long lastMillis = Long.MIN_VALUE;
  private long observedSinceMillis;

  /// @param windowMillis length of the window, above 30 ms
  public PlaneWindow(long windowMillis) {
    this.windowMillis = windowMillis;
    this.paneMillis = FeatureWindow.paneMillis(windowMillis);
    this.panes = new PlanePanes(paneMillis, FeatureWindow.PANES, QUANTITIES);
  }

  /// Adds one sample; one that measured no plane changes nothing.
  ///
  /// @return whether a minute was completed, so that it is time to judge
  public boolean add(Sample sample) {
    MetricValues values = sample.values();
    if (!values.has(Metric.CPU_UTILIZATION) && !Plane.measuresASecond(values)) {
      return false;
    }
    long at = sample.atMillis();
    boolean gap =
        lastMillis == Long.MIN_VALUE || at - lastMillis > FeatureWindow.LONGEST_GAP_MILLIS;
    if (gap) {
      panes.clear();
      observedSinceMillis = at;
    }
    long pane = Math.floorDiv(at, paneMillis);
    long step = gap ? paneMillis : at - lastMillis;
    panes.moveTo(at);
    for (Plane plane : PLANES) {
      panes.add(plane.ordinal(), values.get(plane.metric()));
    }
    panes.add(INTERRUPTS, values.get(Metric.CPU_INTERRUPTS));
    panes.add(STEAL, values.get(Metric.CPU_STEAL));
    lastMillis = at;
    return !gap && Math.floorDiv(at + step, paneMillis) != pane;
  }

  /// Event time of the newest sample; meaningless before the first.
  public long lastMillis() {
    return lastMillis;
  }

  /// For how long the planes were observed without a gap.
  public long observedMillis() {
    return lastMillis - observedSinceMillis;
  }

  /// Whether the window is full, give or take the sample that opens it.
  public boolean isFull() {
    return observedMillis() >= windowMillis - paneMillis;
  }

  /// What the planes tell of the window that ends with the newest sample.
  public PlaneFeatures features() {
    List<PlaneGap> gaps = new ArrayList<>();
    for (Plane higher : PLANES) {
      for (Plane lower : PLANES) {
        PlaneGap gap = higher == lower ? null : gap(higher, lower);
        if (gap != null && gap.minutes() > 0) {
          gaps.add(gap);
        }
      }
    }
    List<Double> means = new ArrayList<>(PLANES.length);
    for (Plane plane : PLANES) {
      means.add(mean(plane.ordinal()));
    }
    return new PlaneFeatures(gaps, knownOrZero(INTERRUPTS), knownOrZero(STEAL), means);
  }

  /// Writes what a window of the same length can [#read].
  public void write(StateWriter to) {
    to.putMillis(lastMillis, 0);
    to.putLong(lastMillis - observedSinceMillis);
    panes.write(to);
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    lastMillis = from.getMillis(0);
    observedSinceMillis = lastMillis - from.getLong();
    panes.read(from);
  }

  private PlaneGap gap(Plane higher, Plane lower) {
    double[] differences = new double[panes.panes()];
    int minutes = 0;
    double sum = 0;
    for (int ago = 0; ago < panes.panes(); ago++) {
      double difference = difference(ago, higher, lower);
      if (!Double.isNaN(difference)) {
        differences[minutes++] = difference;
        sum += difference;
      }
    }
    if (minutes == 0) {
      return new PlaneGap(higher, lower, Double.NaN, Double.NaN, 0, 0);
    }
    Arrays.sort(differences, 0, minutes);
    double median = Quantiles.ofSorted(differences, minutes, MEDIAN);
    long since = since(higher, lower, median / 2);
    return new PlaneGap(higher, lower, sum / minutes, median, minutes, since);
  }

  private long since(Plane higher, Plane lower, double least) {
    long since = lastMillis;
    for (int ago = 0; ago < panes.panes(); ago++) {
      double difference = difference(ago, higher, lower);
      if (difference < least) {
        return since;
      }
      since = Double.isNaN(difference) ? since : Math.min(since, panes.startMillis(ago));
    }
    return since;
  }

  private double difference(int ago, Plane higher, Plane lower) {
    return panes.mean(ago, higher.ordinal()) - panes.mean(ago, lower.ordinal());
  }

  private double mean(int quantity) {
    double sum = 0;
    int minutes = 0;
    for (int ago = 0; ago < panes.panes(); ago++) {
      double mean = panes.mean(ago, quantity);
      sum += Double.isNaN(mean) ? 0 : mean;
      minutes += Double.isNaN(mean) ? 0 : 1;
    }
    return minutes == 0 ? Double.NaN : sum / minutes;
  }

  private double knownOrZero(int quantity) {
    double mean = mean(quantity);
    return Double.isNaN(mean) ? 0 : mean;
  }
}
