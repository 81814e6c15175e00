package dev.flatline.cli.evaluate;

import java.time.Duration;
import java.util.List;

/// Plans of evaluations, and stays, for tests.
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
        1,
        1,
        EvaluationPlan.Part.ALL);
  }

  /// A stay of 48 hours in a workload that is not batch.
  static Stay stay(long startMillis) {
    long within = Duration.ofHours(48).toMillis();
    return new Stay(startMillis, within, false, 0, startMillis + within);
  }
}
