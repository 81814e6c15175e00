package dev.flatline.core.detect.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorContract;
import dev.flatline.core.detect.Situations;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlateauDetectorTest extends DetectorContract {
  private static final Clear CLEAR = new Clear(PlateauDetector.ID, Aspect.SHAPE);

  private final PlateauDetector detector = new PlateauDetector();
  private final Situations.Change miner = Situations.of(Situations.minerOnWebServer());

  @Override
  protected Detector detector() {
    return detector;
  }

  @Test
  void assess_isThePublishedRule() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      double mean = 0.90 + 0.02 * random.nextGaussian();
      double cv = 0.05 + 0.02 * random.nextGaussian();
      double correlation = 0.2 + 0.2 * random.nextGaussian();
      boolean published = mean > 0.90 && cv < 0.05 && correlation < 0.2;
      assertThat(assess(mean, cv, correlation) instanceof Evidence).isEqualTo(published);
    }
  }

  @Test
  void assess_exactlyAtALimit_isClear() {
    assertThat(assess(0.90, 0.01, 0)).isEqualTo(CLEAR);
    assertThat(assess(0.95, 0.05, 0)).isEqualTo(CLEAR);
    assertThat(assess(0.95, 0.01, 0.2)).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAWebServerAtItsLimit_isClear() {
    assertThat(assess(0.93, 0.03, 0.7)).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAThrottledMiner_isClear() {
    assertThat(assess(0.5, 0.01, 0)).isEqualTo(CLEAR);
  }

  @Test
  void assess_besideANetworkThatDoesNotMove_isEvidence() {
    Evidence evidence = (Evidence) assess(0.97, 0.01, Double.NaN);
    assertThat(evidence.summary()).contains("network that did not move");
  }

  @Test
  void assess_withoutNetwork_isInconclusive() {
    assertThat(detector.assess(miner.with(Feature.NETWORK_LEVEL, Double.NaN).situation()))
        .isEqualTo(new Inconclusive(PlateauDetector.ID, Reason.NO_NETWORK));
  }

  @Test
  void assess_ofLessThanAWindow_isInconclusive() {
    assertThat(detector.assess(miner.observedFor(Duration.ofMinutes(28)).situation()))
        .isEqualTo(new Inconclusive(PlateauDetector.ID, Reason.TOO_SHORT));
    assertThat(detector.assess(miner.observedFor(Duration.ofMinutes(29)).situation()))
        .isInstanceOf(Evidence.class);
  }

  @Test
  void assess_byOtherThresholds_obeysThem() {
    Thresholds lower = new Thresholds(0.4, 0.05, 0.2, 0.10, Duration.ofDays(14), 100, 10);
    Situations.Change throttled = miner.with(Feature.CPU_MEAN, 0.5);
    assertThat(detector.assess(throttled.situation())).isEqualTo(CLEAR);
    assertThat(detector.assess(throttled.by(lower).situation())).isInstanceOf(Evidence.class);
  }

  @Test
  void evidence_ofALongPlateau_goesBackToItsOnset() {
    Evidence evidence = (Evidence) detector.assess(miner.situation());
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(Duration.ofHours(2)));
  }

  @Test
  void evidence_ofAPlateauJustAsLongAsTheWindow_doesNotGoBackFurther() {
    Instant onset = Situations.NOW.minus(Duration.ofMinutes(25));
    Evidence evidence =
        (Evidence)
            detector.assess(
                miner.with(Feature.PLATEAU_ONSET, (double) onset.toEpochMilli()).situation());
    assertThat(evidence.from()).isEqualTo(onset);
  }

  @Test
  void evidence_whereNoOnsetIsKnown_speaksOfTheWindow() {
    Evidence evidence =
        (Evidence) detector.assess(miner.with(Feature.PLATEAU_ONSET, Double.NaN).situation());
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(Duration.ofMinutes(30)));
  }

  private Assessment assess(double mean, double cv, double correlation) {
    return detector.assess(
        miner
            .with(Feature.CPU_MEAN, mean)
            .with(Feature.CPU_CV, cv)
            .with(Feature.CORRELATION_CPU_NETWORK, correlation)
            .situation());
  }
}
