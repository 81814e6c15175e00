package dev.flatline.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.Features;
import dev.flatline.core.telemetry.Metric;
import org.junit.jupiter.api.Test;

/// What holds for every detector.
public abstract class DetectorContract {

  /// The detector.
  protected abstract Detector detector();

  /// A miner that it must see.
  protected Situation miner() {
    return Situations.minerOnWebServer();
  }

  @Test
  void spec_namesIdAfterItsFamily() {
    DetectorSpec spec = detector().spec();
    String family = spec.family().name().toLowerCase(java.util.Locale.ROOT);
    assertThat(spec.id()).matches(family + "\\.[a-z_]+");
  }

  @Test
  void spec_saysWhatItNeedsWhatItMistakesAndWhatItMisses() {
    DetectorSpec spec = detector().spec();
    assertThat(spec.needs()).contains(Metric.CPU_UTILIZATION);
    assertThat(spec.uses()).noneMatch(spec.needs()::contains);
    assertThat(spec.lookAlikes()).isNotEmpty();
    assertThat(spec.knownGaps()).isNotEmpty();
    assertThat(spec.title()).isNotBlank();
    assertThat(spec.technique().id()).startsWith("T1496");
  }

  @Test
  void assess_ofAMiner_isEvidenceWithinItsCap() {
    Evidence evidence = (Evidence) detector().assess(miner());
    assertThat(evidence.detector()).isEqualTo(detector().spec().id());
    assertThat(evidence.family()).isEqualTo(detector().spec().family());
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
  void assess_withoutCpu_isInconclusive() {
    Situation nothing = Situations.of(Features.none()).situation();
    assertThat(detector().assess(nothing))
        .isEqualTo(new Inconclusive(detector().spec().id(), Reason.NO_CPU));
  }
}
