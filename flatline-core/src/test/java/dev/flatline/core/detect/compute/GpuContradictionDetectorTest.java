package dev.flatline.core.detect.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.GpuDetector;
import dev.flatline.core.detect.GpuDetectorContract;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.detect.GpuSituations;
import dev.flatline.core.detect.GpuSituations.Change;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.GpuFeature;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuContradictionDetectorTest extends GpuDetectorContract {
  private static final Clear CLEAR =
      new Clear(GpuContradictionDetector.ID, Aspect.GPU_CONTRADICTION);

  private final GpuContradictionDetector detector = new GpuContradictionDetector();
  private final Change idle = GpuSituations.idle();

  @Override
  protected GpuDetector detector() {
    return detector;
  }

  @Override
  protected GpuSituation miner() {
    return GpuSituations.miner().with(GpuFeature.UTILIZATION, 0).situation();
  }

  @ParameterizedTest
  @CsvSource({
    "POWER_SHARE, 0.6, 13, of its power limit",
    "TENSOR_ACTIVE, 0.1, 13, tensor cores worked",
    "MEMORY_ACTIVE, 0.4, 13, memory was busy",
    "TEMPERATURE, 70, 5, 70 °C"
  })
  void assess_reportedIdleAndIsNot_isEvidence(
      GpuFeature feature, double value, double decibans, String but) {
    Evidence evidence = (Evidence) assess(idle.with(feature, value));
    assertThat(evidence.strengthDecibans()).isEqualTo(decibans);
    assertThat(evidence.summary()).contains("reported 0 % busy", but);
  }

  @ParameterizedTest
  @CsvSource({
    "POWER_SHARE, 0.59",
    "TENSOR_ACTIVE, 0.099",
    "MEMORY_ACTIVE, 0.39",
    "TEMPERATURE, 69"
  })
  void assess_ofAGpuAtRest_isClear(GpuFeature feature, double value) {
    assertThat(assess(idle.with(feature, value))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAGpuThatHoldsAModelAndRests_isClear() {
    Change a40 = idle.with(GpuFeature.POWER, 110.76).with(GpuFeature.POWER_SHARE, 110.76 / 300);
    assertThat(assess(a40)).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAVideoEncoder_isClear() {
    Change encoder =
        idle.with(GpuFeature.UTILIZATION, 0.08).with(GpuFeature.POWER_SHARE, 111.5 / 250);
    assertThat(assess(encoder)).isEqualTo(CLEAR);
  }

  @Test
  void assess_reportedBusyBelowAWaitingKernelsPower_isWeakEvidence() {
    Change claimed = idle.with(GpuFeature.UTILIZATION, 0.95);
    Evidence evidence = (Evidence) assess(claimed);
    assertThat(evidence.strengthDecibans()).isEqualTo(GpuContradictionDetector.CLAIMED_DECIBANS);
    assertThat(assess(claimed.with(GpuFeature.POWER_SHARE, 0.16))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAMinerInPlainSight_isClear() {
    assertThat(assess(GpuSituations.miner())).isEqualTo(CLEAR);
  }

  @Test
  void assess_whereNothingIsThereToCompareWith_isInconclusive() {
    Change blind =
        idle.without(
            GpuFeature.POWER_SHARE,
            GpuFeature.TEMPERATURE,
            GpuFeature.MEMORY_ACTIVE,
            GpuFeature.TENSOR_ACTIVE);
    assertThat(assess(blind))
        .isEqualTo(new Inconclusive(GpuContradictionDetector.ID, Reason.NOTHING_TO_COMPARE));
  }

  @Test
  void assess_ofTooLittle_isInconclusive() {
    assertThat(assess(idle.observedFor(Duration.ofMinutes(28))))
        .isEqualTo(new Inconclusive(GpuContradictionDetector.ID, Reason.TOO_SHORT));
    assertThat(assess(idle.with(GpuFeature.MINUTES, 5)))
        .isEqualTo(new Inconclusive(GpuContradictionDetector.ID, Reason.TOO_FEW_SAMPLES));
  }

  private Assessment assess(Change change) {
    return detector.assess(change.situation());
  }
}
