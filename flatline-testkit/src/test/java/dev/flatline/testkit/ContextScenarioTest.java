package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.ExpectedPlateau;
import dev.flatline.core.policy.IntervalSchedule;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.RoleAssignment;
import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The miner on a web server, in the context that policy and platform give it.
class ContextScenarioTest {
  private static final WorkloadPattern MINER = WorkloadPattern.named("miner");

  @Test
  void roleThatComputesForALiving_lowersByOneAndSaysSo() {
    Finding finding = minerBy(role(WorkloadRole.BATCH));
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.context()).anyMatch(note -> note.contains("lowered from high to medium"));
  }

  @Test
  void roleThatDoesNot_lowersNothing() {
    assertThat(minerBy(role(WorkloadRole.WEB)).severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void kubernetesJob_isLoweredByOne() {
    Workload job = new Workload("miner", Map.of("owner_kind", "Job"));
    Trace miner = Traces.minerMovesIntoWebServer();
    List<Sample> samples =
        miner.samples().stream()
            .map(sample -> new Sample(job, sample.atMillis(), sample.values()))
            .toList();
    Trace asJob = new Trace(job, miner.step(), miner.end(), samples);
    Finding finding = Hunt.sinceMovedIn(asJob, Policy.none()).getFirst();
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.context()).anyMatch(note -> note.contains("as a Job"));
  }

  @Test
  void expectedPlateau_lowersToLow() {
    ExpectedPlateau expected =
        new ExpectedPlateau(
            MINER,
            new IntervalSchedule(Duration.ofDays(7), Traces.MOVED_IN),
            Duration.ofHours(13),
            Duration.ofMinutes(10),
            "quarterly report");
    Finding finding =
        minerBy(new Policy(List.of(), List.of(expected), ThresholdPolicy.DEFAULTS, List.of()));
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.context()).anyMatch(note -> note.contains("quarterly report"));
  }

  @Test
  void suppression_lowersToLowUntilItExpires() {
    Finding held = minerBy(suppressedUntil(Traces.END.plus(Duration.ofDays(1))));
    assertThat(held.severity()).isEqualTo(Severity.LOW);
    assertThat(held.context()).anyMatch(note -> note.contains("load test"));
    Finding expired = minerBy(suppressedUntil(Traces.MOVED_IN));
    assertThat(expired.severity()).isEqualTo(Severity.HIGH);
    assertThat(expired.context()).anyMatch(note -> note.contains("no longer suppressed"));
  }

  @Test
  void suppressionThatExpiresMeanwhile_raisesTheFinding() {
    Instant expiry = Traces.MOVED_IN.plus(Duration.ofHours(5));
    Finding finding = minerBy(suppressedUntil(expiry));
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.detectedAt()).isAfter(expiry);
  }

  private static Finding minerBy(Policy policy) {
    List<Finding> findings = Hunt.sinceMovedIn(Traces.minerMovesIntoWebServer(), policy);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static Policy role(WorkloadRole role) {
    return new Policy(
        List.of(new RoleAssignment(MINER, role)), List.of(), ThresholdPolicy.DEFAULTS, List.of());
  }

  private static Policy suppressedUntil(Instant expiry) {
    return new Policy(
        List.of(),
        List.of(),
        ThresholdPolicy.DEFAULTS,
        List.of(new Suppression(MINER, "load test", "sre@example.org", expiry)));
  }
}
