package dev.flatline.cli.evaluate;

import java.time.Duration;
import java.util.List;

/// Plans, miners and their stays for tests.
final class Plans {
  private Plans() {}

  /// One steady miner at full speed.
  static EvaluationPlan of(Duration learning, Duration within) {
    return new EvaluationPlan(
        learning,
        within,
        true,
        List.of(1.0),
        List.of(MinerShape.STEADY),
        MinerRecording.SHIPPED,
        1,
        1,
        EvaluationPlan.Part.ALL);
  }

  /// A steady miner without pauses.
  static Miner steady(double level) {
    return new Miner(MinerShape.STEADY, level, MinerRecording.RANDOMX);
  }

  /// A stay of two days in a workload that is not batch.
  static Stay stay(long startMillis) {
    long within = Duration.ofDays(2).toMillis();
    return new Stay(startMillis, within, false, false, 0, 0, startMillis + within);
  }
}
