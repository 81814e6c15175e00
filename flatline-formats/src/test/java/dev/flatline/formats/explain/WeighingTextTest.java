package dev.flatline.formats.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.testkit.Findings;
import org.junit.jupiter.api.Test;

class WeighingTextTest {
  @Test
  void of_whatTheEngineFound_saysSeverityAndConfidence() {
    for (Finding finding : ExplainedFindings.all()) {
      assertThat(WeighingText.of(finding))
          .anyMatch(line -> line.matches("severity: .*: " + finding.severity().label()))
          .anyMatch(line -> line.matches("confidence: odds 1:100 = -20.0 dB, .* = .*%"));
    }
  }

  @Test
  void of_aMinerOnAWebServer_saysWhatAgrees() {
    Finding high =
        ExplainedFindings.all().stream()
            .filter(finding -> finding.severity() == Severity.HIGH)
            .filter(finding -> finding.evidence().getFirst().aspect() == Aspect.ESTABLISHED)
            .findFirst()
            .orElseThrow();
    assertThat(WeighingText.of(high).getFirst())
        .contains("compute.novelty says new and established", "nothing moved with it");
    assertThat(WeighingText.of(high).getLast()).contains("strongest evidence (compute.novelty) +");
  }

  @Test
  void of_whatMovedWithTheCpu_saysWhatThatCosts() {
    assertThat(ExplainedFindings.all())
        .anySatisfy(
            finding ->
                assertThat(WeighingText.of(finding).getLast())
                    .contains(", moved with the CPU -10.0 dB: together"));
  }

  @Test
  void of_anotherVersionsFinding_saysSo() {
    assertThat(WeighingText.of(Findings.movedIn()))
        .containsExactly("Another version's rules: severity and confidence are as it wrote them.");
  }
}
