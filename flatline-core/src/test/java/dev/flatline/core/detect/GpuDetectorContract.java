package dev.flatline.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What holds for every detector of GPUs.
public abstract class GpuDetectorContract {

  /// The detector.
  protected abstract GpuDetector detector();

  /// A situation in which it fires.
  protected abstract GpuSituation miner();

  @Test
  void spec_saysWhatItNeedsWhatItMistakesAndWhatItMisses() {
    DetectorSpec spec = detector().spec();
    assertThat(spec.id()).matches(spec.family().name().toLowerCase(Locale.ROOT) + "\\.[a-z_]+");
    assertThat(spec.needs()).contains(Metric.GPU_UTILIZATION);
    assertThat(spec.uses()).noneMatch(spec.needs()::contains);
    assertThat(spec.lookAlikes()).isNotEmpty();
    assertThat(spec.knownGaps()).isNotEmpty();
    assertThat(spec.title()).isNotBlank();
    assertThat(spec.technique().id()).startsWith("T1496");
    assertThat(spec.maturity()).isEqualTo(DetectorSpec.Maturity.EXPERIMENTAL);
  }

  @Test
  void assess_ofAMiner_isEvidenceWithinItsCap() {
    Evidence evidence = (Evidence) detector().assess(miner());
    assertThat(evidence.detector()).isEqualTo(detector().spec().id());
    assertThat(evidence.family()).isEqualTo(detector().spec().family());
    assertThat(evidence.aspect().isOfGpu()).isTrue();
    assertThat(evidence.strengthDecibans())
        .isPositive()
        .isLessThanOrEqualTo(detector().spec().strongestDecibans());
    assertThat(evidence.to()).isEqualTo(Situations.NOW);
    assertThat(evidence.summary()).isNotBlank().doesNotContain("NaN");
    assertThat(evidence.values()).isNotEmpty().noneMatch(value -> Double.isNaN(value.value()));
  }

  @Test
  void assess_ofTheSameSituation_givesTheSameAnswer() {
    assertThat(detector().assess(miner())).isEqualTo(detector().assess(miner()));
  }

  @Test
  void assess_withoutUtilization_isInconclusive() {
    assertThat(detector().assess(GpuSituations.nothing().situation()))
        .isEqualTo(new Inconclusive(detector().spec().id(), Reason.NO_GPU));
  }
}
