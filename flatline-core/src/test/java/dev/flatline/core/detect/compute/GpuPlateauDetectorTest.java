package dev.flatline.core.detect.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.GpuDetector;
import dev.flatline.core.detect.GpuDetectorContract;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.detect.GpuSituations;
import dev.flatline.core.detect.GpuSituations.Change;
import dev.flatline.core.detect.Situations;
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
import org.junit.jupiter.params.provider.EnumSource;

class GpuPlateauDetectorTest extends GpuDetectorContract {
  private static final Clear NO_PLATEAU = new Clear(GpuPlateauDetector.ID, Aspect.GPU_SHAPE);
  private static final Clear FED = new Clear(GpuPlateauDetector.ID, Aspect.GPU_WORK);

  private final GpuPlateauDetector detector = new GpuPlateauDetector();
  private final Change miner = GpuSituations.miner();

  @Override
  protected GpuDetector detector() {
    return detector;
  }

  @Override
  protected GpuSituation miner() {
    return miner.situation();
  }

  @Test
  void assess_ofAMinerOfWhichAllIsMeasured_isStrongAndDatedToItsOnset() {
    Evidence evidence = (Evidence) assess(miner);
    assertThat(evidence.aspect()).isEqualTo(Aspect.GPU_WORK);
    assertThat(evidence.strengthDecibans()).isEqualTo(GpuPlateauDetector.COMPLETE_DECIBANS);
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(Duration.ofHours(2)));
    assertThat(evidence.summary())
        .contains("100 % busy", "80 % of its power limit", "no tensor core", "1.5 MB/s");
  }

  @ParameterizedTest
  @CsvSource({
    "UTILIZATION, 0.499",
    "MINUTE_DEVIATION, 0.0381",
    "POWER_SHARE, 0.599",
    "POWER_CV, 0.101"
  })
  void assess_pastALimitOfThePlateau_isClear(GpuFeature feature, double value) {
    assertThat(assess(miner.with(feature, value))).isEqualTo(NO_PLATEAU);
  }

  @ParameterizedTest
  @CsvSource({
    "UTILIZATION, 0.5", "MINUTE_DEVIATION, 0.038", "POWER_SHARE, 0.6", "POWER_CV, 0.1",
    "TENSOR_ACTIVE, 0.0099", "PCIE, 99e6", "PCIE_CORRELATION, 0.49", "MEMORY_DEVIATION, 0.076"
  })
  void assess_exactlyAtALimit_isEvidence(GpuFeature feature, double value) {
    assertThat(assess(miner.with(feature, value))).isInstanceOf(Evidence.class);
  }

  @ParameterizedTest
  @CsvSource({
    "TENSOR_ACTIVE, 0.01",
    "PCIE, 100e6",
    "PCIE_CORRELATION, 0.5",
    "MEMORY_DEVIATION, 0.0761"
  })
  void assess_ofTrainingAndInference_isClear(GpuFeature feature, double value) {
    assertThat(assess(miner.with(feature, value))).isEqualTo(FED);
  }

  @ParameterizedTest
  @EnumSource(names = {"POWER_SHARE", "TENSOR_ACTIVE", "PCIE"})
  void assess_whereOneThingIsNotMeasured_isWeakAndSaysSo(GpuFeature unmeasured) {
    Evidence evidence = (Evidence) assess(miner.without(unmeasured));
    assertThat(evidence.aspect()).isEqualTo(Aspect.GPU_SHAPE);
    assertThat(evidence.strengthDecibans()).isEqualTo(GpuPlateauDetector.INCOMPLETE_DECIBANS);
    assertThat(evidence.summary()).contains("not measured: ");
  }

  @Test
  void assess_withoutTensorCores_asksForFlatSamplesToo() {
    Change jittery = miner.with(GpuFeature.DEVIATION, 0.047);
    assertThat(assess(jittery)).isInstanceOf(Evidence.class);
    assertThat(assess(jittery.without(GpuFeature.TENSOR_ACTIVE))).isEqualTo(NO_PLATEAU);
  }

  @Test
  void assess_beforeAWindowIsFull_isInconclusive() {
    assertThat(assess(miner.observedFor(Duration.ofMinutes(28))))
        .isEqualTo(new Inconclusive(GpuPlateauDetector.ID, Reason.TOO_SHORT));
    assertThat(assess(miner.observedFor(Duration.ofMinutes(29)))).isInstanceOf(Evidence.class);
  }

  @Test
  void assess_ofTooFewMinutes_isInconclusive() {
    assertThat(assess(miner.with(GpuFeature.MINUTES, 5)))
        .isEqualTo(new Inconclusive(GpuPlateauDetector.ID, Reason.TOO_FEW_SAMPLES));
  }

  @Test
  void assess_withoutPower_isInconclusive() {
    Change blind = miner.without(GpuFeature.POWER, GpuFeature.POWER_SHARE, GpuFeature.POWER_CV);
    assertThat(assess(blind))
        .isEqualTo(new Inconclusive(GpuPlateauDetector.ID, Reason.NO_GPU_POWER));
  }

  @Test
  void assess_ofAGpuAtRest_isClear() {
    assertThat(assess(GpuSituations.idle())).isEqualTo(NO_PLATEAU);
  }

  private Assessment assess(Change change) {
    return detector.assess(change.situation());
  }
}
