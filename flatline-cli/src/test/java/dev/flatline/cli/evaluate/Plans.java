package dev.flatline.cli.evaluate;

import java.time.Duration;
import java.util.List;

/// Plans of evaluations for tests.
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
}
