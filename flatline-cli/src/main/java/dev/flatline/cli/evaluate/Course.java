package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.numeric.Moments;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;

/// What one workload's telemetry is like: how long it is, where it has gaps, and how much CPU it
/// tells of. Takes its samples in order of event time.
final class Course {
  /// A workload that spends this share of its time or more above a level is batch at that level.
  private static final double BATCH_SHARE = 0.01;

  /// Time at this share of a level or above counts as time at the level: a workload that sits at
  /// 0.97 for hours is where a miner at 1.0 hides.
  private static final double AT_LEVEL = 0.95;

  /// From this standard deviation of its samples on, a share of capacity, a workload is spiky: what
  /// the published flatness (CV 0.05) allows a total at full speed, twice over.
  static final double SPIKY_DEVIATION = 0.10;

  private final long firstMillis;
  private final long countedFromMillis;
  private final FixedRules rules;
  private final CpuLevels levels = new CpuLevels();
  private final double[] moments = new double[Moments.WIDTH];
  private final Gaps gaps = new Gaps();
  private final Plateaus plateaus = new Plateaus();
  private long lastMillis;

  /// @param firstMillis event time of its first sample
  Course(EvaluationPlan plan, EngineSettings settings, long firstMillis) {
    this.firstMillis = firstMillis;
    this.lastMillis = firstMillis;
    this.countedFromMillis = firstMillis + plan.learning().toMillis();
    this.rules = new FixedRules(settings, countedFromMillis);
  }

  void accept(Sample sample) {
    if (sample.atMillis() <= lastMillis && lastMillis != firstMillis) {
      return;
    }
    lastMillis = sample.atMillis();
    double cpu = sample.values().get(Metric.CPU_UTILIZATION);
    levels.add(cpu);
    rules.accept(sample);
    plateaus.observe(rules.stretches());
    if (!Double.isNaN(cpu)) {
      gaps.add(lastMillis);
      Moments.add(moments, 0, cpu);
    }
  }

  long firstMillis() {
    return firstMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  /// When counting begins.
  long countedFromMillis() {
    return countedFromMillis;
  }

  /// How long it was counted, milliseconds.
  long countedMillis() {
    return Math.max(0, lastMillis - countedFromMillis);
  }

  /// Whether it spends so much of its time at this level, give or take, or above that it counts as
  /// batch.
  boolean isBatch(double level) {
    return levels.shareAbove(AT_LEVEL * level) >= BATCH_SHARE;
  }

  /// Whether its CPU goes up and down by so much that the sum with a miner's is not flat.
  boolean isSpiky() {
    return Math.sqrt(Moments.variance(moments, 0)) >= SPIKY_DEVIATION;
  }

  /// This time, or the next at which it is observed ([Gaps#observedFrom(long)]).
  long observedFrom(long millis) {
    return gaps.observedFrom(millis);
  }

  /// The longest that it was at full speed before ([Plateaus#longestBefore(long)]), milliseconds.
  long longestPlateauBefore(long millis) {
    return plateaus.longestBefore(millis);
  }

  /// How much longer it takes until it has been measured for so long ([Gaps#blindMillis]).
  long blindMillis(long fromMillis, long measuredMillis) {
    return gaps.blindMillis(fromMillis, measuredMillis);
  }

  FixedRules rules() {
    return rules;
  }
}
