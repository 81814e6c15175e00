package dev.flatline.core.engine;

import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import java.util.Optional;
import java.util.Set;

/// What was known of a workload: the difference between "nothing found" and "could not look".
///
/// @param workload which workload
/// @param samples how many of its samples were judged
/// @param firstMillis event time of the first, epoch milliseconds
/// @param lastMillis event time of the last that measured CPU or a GPU, or of the last of all where
///     none did
/// @param metrics which metrics were measured at least once
/// @param cpuMean mean CPU of its most miner-like window, NaN where it never filled one
/// @param cpuCv coefficient of variation of CPU in that window
/// @param gpuJudged whether it filled a window of its GPU
/// @param notJudged why it could not be judged, empty where it could
/// @param gaps for how long between first and last nothing of it was known
public record Coverage(
    Workload workload,
    long samples,
    long firstMillis,
    long lastMillis,
    Set<Metric> metrics,
    double cpuMean,
    double cpuCv,
    boolean gpuJudged,
    Optional<Reason> notJudged,
    Gaps gaps) {

  /// Times without a sample that are too long to say anything of them
  /// ([dev.flatline.core.feature.FeatureWindow#LONGEST_GAP_MILLIS]).
  ///
  /// @param count how many there were
  /// @param totalMillis how long they were together
  /// @param longestFromMillis when the longest began, epoch milliseconds; to the second
  /// @param longestMillis how long it was; 0 where there was none
  public record Gaps(int count, long totalMillis, long longestFromMillis, long longestMillis) {
    /// It was always known.
    public static final Gaps NONE = new Gaps(0, 0, 0, 0);
  }

  /// Copies the set.
  public Coverage {
    metrics = Set.copyOf(metrics);
  }

  /// A workload of which nothing came that could be judged.
  public static Coverage unseen(Workload workload, Reason reason) {
    return new Coverage(
        workload, 0, 0, 0, Set.of(), Double.NaN, Double.NaN, false, Optional.of(reason), Gaps.NONE);
  }

  /// Whether it filled a window of its CPU.
  public boolean cpuJudged() {
    return !Double.isNaN(cpuMean);
  }

  /// The same workload, where it could not be judged, with the reason that its source knows.
  public Coverage because(Reason reason) {
    return notJudged.isEmpty()
        ? this
        : new Coverage(
            workload,
            samples,
            firstMillis,
            lastMillis,
            metrics,
            cpuMean,
            cpuCv,
            gpuJudged,
            Optional.of(reason),
            gaps);
  }
}
