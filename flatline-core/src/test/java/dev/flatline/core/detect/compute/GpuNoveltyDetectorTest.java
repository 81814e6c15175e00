package dev.flatline.core.detect.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.detect.GpuDetector;
import dev.flatline.core.detect.GpuDetectorContract;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.detect.GpuSituations;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.Stretch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GpuNoveltyDetectorTest extends GpuDetectorContract {
  private static final Clear CLEAR = new Clear(GpuNoveltyDetector.ID, Aspect.GPU_NOVELTY);
  private static final Duration LONG = Duration.ofHours(2);

  private final GpuNoveltyDetector detector = new GpuNoveltyDetector();

  @Override
  protected GpuDetector detector() {
    return detector;
  }

  @Override
  protected GpuSituation miner() {
    return GpuSituations.miner().situation();
  }

  @Test
  void strength_afterThirtyDaysWithoutTheLike_isJeffreys() {
    Evidence evidence = (Evidence) assess(GpuSituations.stretch(LONG, 0, 30));
    assertThat(evidence.strengthDecibans()).isCloseTo(17.92, within(0.01));
    assertThat(evidence.summary()).contains("2 hours", "none of the last 30 days");
  }

  @Test
  void strength_ofAShorterPast_isLess() {
    Evidence evidence = (Evidence) assess(GpuSituations.stretch(LONG, 0, 14));
    assertThat(evidence.strengthDecibans()).isCloseTo(14.77, within(0.01));
  }

  @Test
  void assess_whereOneDayHadTheLike_isClear() {
    assertThat(assess(GpuSituations.stretch(LONG, 1, 30))).isEqualTo(CLEAR);
  }

  @Test
  void strength_whereShorterOnesCameToLessThanADay_isLess() {
    Evidence evidence = (Evidence) assess(GpuSituations.stretch(LONG, 0.5, 30));
    assertThat(evidence.strengthDecibans()).isCloseTo(14.91, within(0.01));
  }

  @Test
  void assess_ofAPastTooShort_isInconclusive() {
    assertThat(assess(GpuSituations.stretch(LONG, 0, 13.9)))
        .isEqualTo(new Inconclusive(GpuNoveltyDetector.ID, Reason.LEARNING));
  }

  @Test
  void assess_ofAStretchShorterThanTheWindow_isClear() {
    assertThat(assess(GpuSituations.stretch(Duration.ofMinutes(28), 0, 30))).isEqualTo(CLEAR);
  }

  @Test
  void assess_whereTensorCoresWork_isClear() {
    assertThat(detector.assess(GpuSituations.miner().stretched().situation())).isEqualTo(CLEAR);
  }

  private Assessment assess(Stretch stretch) {
    return detector.assess(GpuSituations.miner().stretched(stretch).situation());
  }
}
