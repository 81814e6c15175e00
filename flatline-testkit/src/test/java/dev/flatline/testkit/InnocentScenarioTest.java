package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Workloads that look like miners, and are none.
class InnocentScenarioTest {
  private static final Instant LEARNED = Traces.START.plus(Duration.ofDays(14));

  @Test
  void nightlyBatch_isNeverAboveLow() {
    List<Finding> findings = Hunt.through(Traces.nightlyBatch());
    assertThat(findings).isNotEmpty().allMatch(finding -> finding.severity() == Severity.LOW);
  }

  @Test
  void nightlyBatch_onceLearned_isNotNew() {
    assertThat(Hunt.through(Traces.nightlyBatch()))
        .filteredOn(finding -> finding.firstObserved().isAfter(LEARNED))
        .allMatch(finding -> finding.summary().startsWith("CPU stayed at"));
  }

  @Test
  void webServer_isNeverAboveLowAndNothingOnceLearned() {
    List<Finding> findings = Hunt.through(Traces.webServer());
    assertThat(findings).allMatch(finding -> finding.severity() == Severity.LOW);
    assertThat(findings).allMatch(finding -> finding.firstObserved().isBefore(LEARNED));
  }

  @Test
  void builds_areNothing() {
    assertThat(Hunt.through(Traces.builds())).isEmpty();
  }
}
