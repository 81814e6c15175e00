package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A miner moves in: found as what, since when, and after how long.
class MinerScenarioTest {
  private static final Duration LATENESS = EngineSettings.DEFAULT.lateness();
  private static final Duration LONGEST_DETECTION = Duration.ofHours(3);

  @Test
  void minerOnAWebServer_isHighAndDatedToTheMinute() {
    Finding finding = onlyFinding(Traces.minerMovesIntoWebServer());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertDetectedInTime(finding);
    assertThat(finding.status()).isEqualTo(Finding.Status.OPEN);
    assertThat(finding.lastObserved()).isEqualTo(Traces.END.minus(Duration.ofMinutes(5)));
  }

  @Test
  void minerOnAWebServer_saysWhatIsUnusualAndWhatDidNotMove() {
    Finding finding = onlyFinding(Traces.minerMovesIntoWebServer());
    assertThat(finding.evidence())
        .extracting(Evidence::aspect)
        .contains(Aspect.ESTABLISHED, Aspect.COUPLING);
    assertThat(finding.summary()).contains("CPU has stayed above", "network and disk stayed");
    assertThat(finding.nextSteps()).isNotEmpty();
  }

  @Test
  void throttledMiner_isHighAtAnyLevel() {
    Finding finding = onlyFinding(Traces.throttledMinerMovesIn());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertDetectedInTime(finding);
    assertThat(finding.evidence()).extracting(Evidence::aspect).doesNotContain(Aspect.SHAPE);
  }

  @Test
  void minerOnANewWorkload_isAtMostMedium() {
    Finding finding = onlyFinding(Traces.newWorkloadThatMines());
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertDetectedInTime(finding);
    assertThat(finding.evidence())
        .extracting(Evidence::aspect)
        .doesNotContain(Aspect.NOVELTY, Aspect.ESTABLISHED);
  }

  @Test
  void minerAcrossAGap_isOneFinding() {
    Finding finding = onlyFinding(Traces.minerAcrossAGap());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertThat(finding.lastObserved()).isEqualTo(Traces.END.minus(Duration.ofMinutes(5)));
  }

  @Test
  void minerRestarted_isOneFinding() {
    Finding finding = onlyFinding(Traces.minerRestarted());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertThat(finding.lastObserved()).isEqualTo(Traces.END.minus(Duration.ofMinutes(5)));
  }

  @Test
  void minerWhoseNetworkAndDiskAreNotMeasured_isMediumAndSaysSo() {
    Trace blind =
        Traces.minerMovesIntoWebServer()
            .without(
                Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
                Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND,
                Metric.DISK_WRITE_BYTES_PER_SECOND);
    Finding finding = onlyFinding(blind);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.unknowns()).anyMatch(one -> one.contains("neither network nor disk"));
  }

  private static Finding onlyFinding(Trace trace) {
    List<Finding> findings = Hunt.sinceMovedIn(trace, Policy.none());
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  /// Raised by a sample that came after a first dwell, and within hours.
  private static void assertDetectedInTime(Finding finding) {
    Instant sample = finding.detectedAt().minus(LATENESS);
    Duration dwell = Duration.between(Traces.MOVED_IN, sample);
    assertThat(dwell).isBetween(EngineSettings.DEFAULT.leastDwell(), LONGEST_DETECTION);
    assertThat(dwell.toSeconds() % 300).isZero();
  }
}
