package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MinerRecallTest {
  private static final EvaluationPlan PLAN = Plans.of(Duration.ofDays(14), Duration.ofDays(2));

  @Test
  void of_countsSteadyMinersByRecordingAtAllLevels() {
    List<Outcome> outcomes =
        List.of(
            outcome(MinerShape.STEADY, 1, MinerRecording.RANDOMX, 1),
            outcome(MinerShape.STEADY, 0.5, MinerRecording.RANDOMX, Outcome.NEVER),
            outcome(MinerShape.STEADY, 0.5, MinerRecording.RANDOMX_PAUSED, 1),
            outcome(MinerShape.SHORT, 0.5, MinerRecording.RANDOMX_PAUSED, 1));
    assertThat(MinerRecall.of(PLAN, outcomes))
        .extracting(
            MinerRecall::recording, one -> one.noticed().trials(), one -> one.noticed().medium())
        .containsExactly(tuple("randomx", 2, 1), tuple("randomx-paused", 1, 1));
  }

  @Test
  void miner_isDrawnFromTheRecordingsThatFitItsShape() {
    Random random = new Random(1);
    List<MinerRecording> drawn = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      drawn.add(PLAN.miner(MinerShape.STEADY, 0.5, random).recording());
      assertThat(PLAN.miner(MinerShape.DUTY_CYCLED, 0.5, random).recording())
          .isSameAs(MinerRecording.RANDOMX_PAUSED);
    }
    assertThat(drawn).containsAll(MinerRecording.SHIPPED);
  }

  private static Outcome outcome(
      MinerShape shape, double level, MinerRecording recording, long mediumAfter) {
    Miner miner = new Miner(shape, level, recording);
    Injection injection = new Injection("vm", miner, Plans.stay(0), 100, 0);
    return new Outcome(injection, false, mediumAfter, Outcome.NEVER, false, false);
  }
}
