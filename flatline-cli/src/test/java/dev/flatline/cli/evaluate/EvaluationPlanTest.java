package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvaluationPlanTest {
  private static final int DRAWS = 1_000;

  private final EvaluationPlan plan = Plans.of(Duration.ofDays(2), Duration.ofHours(6));

  @Test
  void random_ofNeighbouringNumbers_hasNothingInCommon() {
    double apart = 0;
    for (int i = 0; i < DRAWS; i++) {
      apart += Math.abs(first("vm-" + i, 0) - first("vm-" + i, 1));
    }
    assertThat(apart / DRAWS).as("a third for two independent draws").isBetween(0.3, 0.37);
  }

  @Test
  void random_ofNeighbouringNames_hasNothingInCommon() {
    double apart = 0;
    for (int i = 0; i < DRAWS; i++) {
      apart += Math.abs(first("vm-" + i, 0) - first("vm-" + (i + 1), 0));
    }
    assertThat(apart / DRAWS).isBetween(0.3, 0.37);
  }

  @Test
  void random_ofTheSameNames_isTheSame() {
    assertThat(first("vm-1", 0)).isEqualTo(first("vm-1", 0));
  }

  private double first(String workload, int number) {
    return plan.random(workload, "steady0.5", number).nextDouble();
  }
}
