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
import dev.flatline.core.feature.Floor;
import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.numeric.GammaPoisson;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FloorDetectorTest extends DetectorContract {
  private static final Clear CLEAR = new Clear(FloorDetector.ID, Aspect.FLOOR);
  private static final Instant SINCE = Situations.NOW.minus(Duration.ofHours(14));

  private final FloorDetector detector = new FloorDetector();
  private final Situations.Change vm =
      Situations.of(Situations.minerOnWebServer()).stretched().against(onceIn(100));

  @Override
  protected Detector detector() {
    return detector;
  }

  @Override
  protected Situation miner() {
    return vm.upon(floor(new Past(0, 29, 0))).situation();
  }

  @Test
  void assess_ofAFloorThatWasNeverThere_isEvidenceSinceCpuWasLastBelow() {
    Evidence evidence = (Evidence) detector.assess(miner());
    assertThat(evidence.aspect()).isEqualTo(Aspect.FLOOR);
    assertThat(evidence.from()).isEqualTo(SINCE);
    assertThat(evidence.summary())
        .contains("down to 32 %", "9 hours in all", "for 14 hours", "none of the 29 days");
  }

  @Test
  void assess_ofAFloorThatWasThereBefore_isClear() {
    assertThat(detector.assess(vm.upon(floor(new Past(1, 29, 0))).situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_whereTheFleetHasTheLikeEveryFewDays_isClear() {
    Situations.Change farm = vm.against((level, likeCode) -> new GammaPoisson(2, 6));
    assertThat(detector.assess(farm.upon(floor(new Past(0, 15, 0))).situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_withoutAFloor_isClear() {
    assertThat(detector.assess(vm.situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAYoungWorkload_isInconclusive() {
    assertThat(detector.assess(vm.upon(floor(new Past(0, 13, 0))).situation()))
        .isEqualTo(new Inconclusive(FloorDetector.ID, Reason.LEARNING));
  }

  private static Floor floor(Past past) {
    return new Floor(
        5,
        0.32,
        SINCE.toEpochMilli(),
        Situations.NOW.toEpochMilli(),
        Duration.ofHours(9).toMillis(),
        past);
  }
}
