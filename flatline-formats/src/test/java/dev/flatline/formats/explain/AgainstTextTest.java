package dev.flatline.formats.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.core.finding.Finding;
import dev.flatline.testkit.Findings;
import org.junit.jupiter.api.Test;

class AgainstTextTest {
  private static final String MOVED = "compute.decoupling: network or disk moved with the CPU";

  @Test
  void of_whatTheEngineFound_namesEveryDetectorOnce_forAgainstOrUnknown() {
    for (Finding finding : ExplainedFindings.all()) {
      long clear =
          AgainstText.of(finding).stream().filter(one -> one.startsWith("compute.")).count();
      int asked = DetectorCatalog.ALL.specsFor(finding.evidence().getFirst().aspect()).size();
      assertThat(finding.evidence().size() + finding.unknowns().size() + clear).isEqualTo(asked);
    }
  }

  @Test
  void of_aWorkloadWhoseNetworkMoved_saysSo() {
    assertThat(ExplainedFindings.all())
        .filteredOn(finding -> AgainstText.of(finding).contains(MOVED))
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(finding.evidence())
                    .noneMatch(one -> one.detector().equals("compute.decoupling")));
  }

  @Test
  void of_aJob_namesWhatLoweredIt() {
    assertThat(AgainstText.of(ExplainedFindings.ofAJob()))
        .contains(
            "the platform runs it as a CronJob: made to compute until it is done:"
                + " severity lowered from high to medium");
  }

  @Test
  void of_anotherVersionsFinding_saysNothing() {
    assertThat(AgainstText.of(Findings.movedIn())).isEmpty();
  }
}
