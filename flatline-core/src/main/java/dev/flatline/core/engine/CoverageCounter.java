package dev.flatline.core.engine;

import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// Counts what was seen of one workload.
final class CoverageCounter {
  /// A workload that measures one of these is seen only as long as it does: what else its exporter
  /// sends says that the exporter lives, not that anything is judged.
  private static final long JUDGED =
      1L << Metric.CPU_UTILIZATION.ordinal() | 1L << Metric.GPU_UTILIZATION.ordinal();

  private long samples;
  private long firstMillis;
  private long lastMillis;
  private long measured;
  private double mean = Double.NaN;
  private double cv = Double.NaN;
  private boolean gpuJudged;

  private int gaps;
  private int gapSeconds;
  private int longestGapFromSeconds;
  private int longestGapSeconds;

  /// @param observed learns in which times anything of this workload was measured
  void count(Sample sample, ObservedTimes observed) {
    if (samples++ == 0) {
      firstMillis = sample.atMillis();
    }
    boolean judged = (sample.values().measured() & JUDGED) != 0;
    if (judged) {
      boolean first = (measured & JUDGED) == 0;
      if (!first) {
        countGap(sample.atMillis());
      }
      observed.add(first ? Long.MIN_VALUE : lastMillis, sample.atMillis());
    }
    if (judged || (measured & JUDGED) == 0) {
      lastMillis = sample.atMillis();
    }
    measured |= sample.values().measured();
  }

  private void countGap(long atMillis) {
    if (atMillis - lastMillis <= FeatureWindow.LONGEST_GAP_MILLIS) {
      return;
    }
    int seconds = (int) Math.min(Integer.MAX_VALUE, (atMillis - lastMillis) / 1_000);
    gaps++;
    gapSeconds = (int) Math.min(Integer.MAX_VALUE, (long) gapSeconds + seconds);
    if (seconds > longestGapSeconds) {
      longestGapSeconds = seconds;
      longestGapFromSeconds = (int) (lastMillis / 1_000);
    }
  }

  /// A full window; the one with the largest μ(1 − CV) is kept.
  void window(double windowMean, double windowCv) {
    if (Double.isNaN(mean) || likeness(windowMean, windowCv) > likeness(mean, cv)) {
      mean = windowMean;
      cv = windowCv;
    }
  }

  /// The window of its GPU was full.
  void gpuWindow() {
    gpuJudged = true;
  }

  void write(StateWriter to) {
    to.putLong(samples);
    to.putLong(firstMillis);
    to.putLong(lastMillis - firstMillis);
    to.putLong(measured);
    to.putDoubles(mean, cv);
    to.putBoolean(gpuJudged);
    to.putInt(gaps);
    if (gaps > 0) {
      to.putInt(gapSeconds);
      to.putInt(longestGapFromSeconds);
      to.putInt(longestGapSeconds);
    }
  }

  void read(StateReader from) {
    samples = from.getLong();
    firstMillis = from.getLong();
    lastMillis = firstMillis + from.getLong();
    measured = from.getLong();
    double[] written = from.getDoubles(2);
    mean = written[0];
    cv = written[1];
    gpuJudged = from.getBoolean();
    gaps = from.getInt();
    gapSeconds = gaps > 0 ? from.getInt() : 0;
    longestGapFromSeconds = gaps > 0 ? from.getInt() : 0;
    longestGapSeconds = gaps > 0 ? from.getInt() : 0;
  }

  long samples() {
    return samples;
  }

  long lastMillis() {
    return lastMillis;
  }

  /// @param metricsOf the metrics of a set of bits, one set for all workloads that measure the same
  Coverage coverage(Workload workload, LongFunction<Set<Metric>> metricsOf) {
    Set<Metric> metrics = metricsOf.apply(measured);
    return new Coverage(
        workload,
        samples,
        firstMillis,
        lastMillis,
        metrics,
        mean,
        cv,
        gpuJudged,
        notJudged(metrics),
        gaps());
  }

  private Coverage.Gaps gaps() {
    if (gaps == 0) {
      return Coverage.Gaps.NONE;
    }
    return new Coverage.Gaps(
        gaps,
        1_000L * gapSeconds,
        1_000 * Integer.toUnsignedLong(longestGapFromSeconds),
        1_000L * longestGapSeconds);
  }

  private Optional<Reason> notJudged(Set<Metric> metrics) {
    if (gpuJudged) {
      return Optional.empty();
    }
    boolean gpu = metrics.contains(Metric.GPU_UTILIZATION);
    if (!metrics.contains(Metric.CPU_UTILIZATION) && !gpu) {
      return Optional.of(Reason.NO_CPU);
    }
    return Double.isNaN(mean) ? Optional.of(Reason.TOO_SHORT) : Optional.empty();
  }

  private static double likeness(double mean, double cv) {
    return Double.isNaN(cv) ? 0 : mean * (1 - Math.min(1, cv));
  }
}
