package dev.flatline.formats.report;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.GPU_POWER_WATTS;
import static dev.flatline.core.telemetry.Metric.GPU_UTILIZATION;

import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Thins one workload's samples out to a [FindingSeries] while they come in: any number of samples
/// in any order, at most [FindingSeries#MOST_POINTS] points, and with each point the least and
/// greatest of its samples, so that thinning out does not make a series look flatter than it was.
///
/// Samples fall into buckets of equal length aligned to the epoch. When there are too many buckets,
/// their length doubles and neighbours merge: memory is bounded by the points, not by the samples.
public final class SeriesRecorder {
  private TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private long bucketMillis = 1;

  /// Adds one sample of the workload.
  public void add(Sample sample) {
    bucket(sample.atMillis()).add(sample);
    thinOut();
  }

  /// Adds one point of the workload, which counts as one sample: so another series can be added to
  /// this one, also of the same time.
  public void add(SeriesPoint point) {
    bucket(point.atMillis()).add(point);
    thinOut();
  }

  private Bucket bucket(long atMillis) {
    return buckets.computeIfAbsent(Math.floorDiv(atMillis, bucketMillis), unused -> new Bucket());
  }

  private void thinOut() {
    while (buckets.size() > FindingSeries.MOST_POINTS) {
      doubleBuckets();
    }
  }

  /// The series of what was added so far.
  public FindingSeries toSeries() {
    return new FindingSeries(buckets.values().stream().map(Bucket::toPoint).toList());
  }

  private void doubleBuckets() {
    TreeMap<Long, Bucket> wider = new TreeMap<>();
    for (Map.Entry<Long, Bucket> entry : buckets.entrySet()) {
      wider.merge(Math.floorDiv(entry.getKey(), 2L), entry.getValue(), Bucket::merge);
    }
    buckets = wider;
    bucketMillis *= 2;
  }

  /// The samples of one stretch of time.
  private static final class Bucket {
    private final Extent cpu = new Extent();
    private final Extent network = new Extent();
    private final Extent disk = new Extent();
    private @Nullable GpuExtents gpu;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    void add(Sample sample) {
      MetricValues values = sample.values();
      cpu.add(values.get(CPU_UTILIZATION));
      network.add(PlottedValues.network(values));
      disk.add(PlottedValues.disk(values));
      if (PlottedValues.hasGpu(values)) {
        gpu().add(values);
      }
      reach(sample.atMillis());
    }

    void add(SeriesPoint point) {
      cpu.add(point.cpu());
      network.add(point.network());
      disk.add(point.disk());
      if (!point.gpu().equals(SeriesPoint.Gpu.NONE)) {
        gpu().add(point.gpu());
      }
      reach(point.atMillis());
    }

    private void reach(long atMillis) {
      firstMillis = Math.min(firstMillis, atMillis);
      lastMillis = Math.max(lastMillis, atMillis);
    }

    Bucket merge(Bucket other) {
      cpu.addAll(other.cpu);
      network.addAll(other.network);
      disk.addAll(other.disk);
      if (other.gpu != null) {
        gpu().addAll(other.gpu);
      }
      firstMillis = Math.min(firstMillis, other.firstMillis);
      lastMillis = Math.max(lastMillis, other.lastMillis);
      return this;
    }

    SeriesPoint toPoint() {
      long atMillis = firstMillis + (lastMillis - firstMillis) / 2;
      return new SeriesPoint(
          atMillis,
          cpu.toSpread(),
          network.toSpread(),
          disk.toSpread(),
          gpu == null ? SeriesPoint.Gpu.NONE : gpu.toPoint());
    }

    private GpuExtents gpu() {
      if (gpu == null) {
        gpu = new GpuExtents();
      }
      return gpu;
    }
  }

  /// The same of a GPU, only where there is one.
  private static final class GpuExtents {
    private final Extent utilization = new Extent();
    private final Extent powerWatts = new Extent();
    private final Extent pcie = new Extent();

    void add(MetricValues values) {
      utilization.add(values.get(GPU_UTILIZATION));
      powerWatts.add(values.get(GPU_POWER_WATTS));
      pcie.add(PlottedValues.pcie(values));
    }

    void add(SeriesPoint.Gpu point) {
      utilization.add(point.utilization());
      powerWatts.add(point.powerWatts());
      pcie.add(point.pcie());
    }

    void addAll(GpuExtents other) {
      utilization.addAll(other.utilization);
      powerWatts.addAll(other.powerWatts);
      pcie.addAll(other.pcie);
    }

    SeriesPoint.Gpu toPoint() {
      return new SeriesPoint.Gpu(utilization.toSpread(), powerWatts.toSpread(), pcie.toSpread());
    }
  }

  /// Count, sum, least and greatest of the values that are not NaN.
  private static final class Extent {
    private long count;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
      if (!Double.isNaN(value)) {
        count++;
        sum += value;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }

    void add(Spread spread) {
      if (spread.isMeasured()) {
        count++;
        sum += spread.mean();
        least = Math.min(least, spread.least());
        greatest = Math.max(greatest, spread.greatest());
      }
    }

    void addAll(Extent other) {
      count += other.count;
      sum += other.sum;
      least = Math.min(least, other.least);
      greatest = Math.max(greatest, other.greatest);
    }

    Spread toSpread() {
      return count == 0 ? Spread.UNMEASURED : new Spread(least, sum / count, greatest);
    }
  }
}
