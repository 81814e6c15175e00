package dev.flatline.core.detect.compute;

import static dev.flatline.core.detect.Situations.onceIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorContract;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.detect.Situations;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Stretch.Past;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BurstDetectorTest extends DetectorContract {
  private static final Clear CLEAR = new Clear(BurstDetector.ID, Aspect.RARITY);
  private static final Instant FIRST = Situations.NOW.minus(Duration.ofHours(21));

  private final BurstDetector detector = new BurstDetector();
  private final Situations.Change vm =
      Situations.of(Situations.minerOnWebServer()).stretched().against(onceIn(100));

  @Override
  protected Detector detector() {
    return detector;
  }

  @Override
  protected Situation miner() {
    return vm.bursting(bursts(new Past(0, 29, 0))).situation();
  }

  @Test
  void assess_ofBurstsThatThePastDoesNotKnow_isRare() {
    Evidence evidence = (Evidence) detector.assess(miner());
    assertThat(evidence.aspect()).isEqualTo(Aspect.RARITY);
    assertThat(evidence.from()).isEqualTo(FIRST);
    assertThat(evidence.summary()).contains("above 90 %", "8 times", "120 minutes of the last day");
  }

  @Test
  void assess_ofAJobThatRunsEveryFewHours_isClear() {
    assertThat(detector.assess(vm.bursting(bursts(new Past(9, 29, 900_000))).situation()))
        .isEqualTo(CLEAR);
  }

  @Test
  void assess_withoutBursts_isClear() {
    assertThat(detector.assess(vm.situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAYoungWorkload_isInconclusive() {
    assertThat(detector.assess(vm.bursting(bursts(new Past(0, 13, 0))).situation()))
        .isEqualTo(new Inconclusive(BurstDetector.ID, Reason.LEARNING));
  }

  private static Bursts bursts(Past past) {
    return new Bursts(
        8,
        Duration.ofHours(2).toMillis(),
        Situations.LEVEL_90,
        FIRST.toEpochMilli(),
        Situations.NOW.toEpochMilli(),
        past,
        Situations.contrast(0.10, 0.92, 0));
  }
}
