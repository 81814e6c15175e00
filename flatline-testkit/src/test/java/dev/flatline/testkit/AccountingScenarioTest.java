package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Hosts whose CPU is counted by more than one plane, from samples to findings.
class AccountingScenarioTest {

  @Test
  void hiddenMiner_isHighAndDatedToWhenThePlanesCeasedToAgree() {
    Finding finding = onlyFinding(PlaneTraces.hiddenMiner());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(aspect(finding)).isEqualTo(Aspect.ACCOUNTING_ONSET);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertThat(Duration.between(Traces.MOVED_IN, finding.detectedAt()))
        .isBetween(Duration.ofHours(2), Duration.ofMinutes(127));
    assertThat(finding.summary())
        .contains("more than its processes", "list of processes does not show", "31 days before");
    assertThat(finding.nextSteps().getFirst()).contains("Do not believe the tools");
    assertThat(finding.status()).isEqualTo(Finding.Status.OPEN);
  }

  @Test
  void hiddenMiner_isMediumWithinHalfAnHour() {
    List<Finding> told = told(PlaneTraces.hiddenMiner().samples());
    Finding first =
        told.stream().filter(AccountingScenarioTest::ofPlanes).findFirst().orElseThrow();
    assertThat(first.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(Duration.between(Traces.MOVED_IN, first.detectedAt()))
        .isLessThan(Duration.ofMinutes(30));
  }

  @Test
  void hiddenBeforeAnyoneLooked_isMedium() {
    Finding finding = onlyFinding(PlaneTraces.hiddenFromTheStart());
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(aspect(finding)).isEqualTo(Aspect.ACCOUNTING);
  }

  @Test
  void coverageThatIsLost_staysMedium() {
    Finding finding = onlyFinding(PlaneTraces.lostCoverage());
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void guestThatLiesAltogether_isToldByTheHypervisor() {
    Finding finding = onlyFinding(PlaneTraces.hiddenFromTheWholeGuest());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.summary()).contains("the hypervisor counted");
  }

  @Test
  void falseCounters_areTold() {
    Finding finding = onlyFinding(PlaneTraces.falseCounters());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.summary()).contains("its own counters are false");
  }

  @Test
  void honestHostWithInterruptsAndStolenTime_isNoFinding() {
    assertThat(findings(PlaneTraces.honest())).isEmpty();
  }

  @Test
  void onePlane_isNotCompared() {
    assertThat(findings(PlaneTraces.onePlane())).isEmpty();
  }

  @Test
  void hiddenMinerThatEnds_isClosed() {
    List<Sample> samples = new ArrayList<>(PlaneTraces.hiddenMiner().samples());
    List<Sample> calm = PlaneTraces.honest().samples().subList(0, 200);
    long shift = Traces.END.toEpochMilli() - calm.getFirst().atMillis();
    for (Sample sample : calm) {
      samples.add(
          new Sample(samples.getFirst().workload(), sample.atMillis() + shift, sample.values()));
    }
    List<Finding> told = told(samples).stream().filter(AccountingScenarioTest::ofPlanes).toList();
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
    assertThat(Duration.between(told.getLast().lastObserved(), Traces.END))
        .isBetween(Duration.ofMinutes(-30), Duration.ofMinutes(30));
  }

  @Test
  void partsOfASampleThatComeShuffledWithinTheLateness_giveTheSameFindings() {
    for (Trace trace : List.of(PlaneTraces.hiddenMiner(), PlaneTraces.lostCoverage())) {
      List<Sample> parts = new ArrayList<>();
      for (Sample sample : trace.samples()) {
        List<Sample> split = split(sample);
        Collections.shuffle(split, new Random(sample.atMillis()));
        parts.addAll(split);
      }
      assertThat(findings(parts)).isEqualTo(findings(trace)).isNotEmpty();
    }
  }

  @Test
  void planesThatAreSilentForAWhile_areNotReadAsZero() {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : PlaneTraces.honest().samples()) {
      boolean silent = sample.atMillis() % Duration.ofHours(3).toMillis() < 3_600_000;
      samples.add(silent ? split(sample).getFirst() : sample);
    }
    assertThat(findings(samples)).isEmpty();
  }

  private static List<Sample> split(Sample sample) {
    List<Sample> parts = new ArrayList<>();
    for (Metric metric : Metric.measuredIn(sample.values().measured())) {
      MetricValues part = MetricValues.of(metric, sample.values().get(metric));
      parts.add(new Sample(sample.workload(), sample.atMillis(), part));
    }
    return parts;
  }

  private static Finding onlyFinding(Trace trace) {
    List<Finding> findings = findings(trace);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static Aspect aspect(Finding finding) {
    List<Evidence> evidence = finding.evidence();
    assertThat(evidence).hasSize(1);
    return evidence.getFirst().aspect();
  }

  private static List<Finding> findings(Trace trace) {
    return findings(trace.samples());
  }

  /// The last state of each that speaks of planes.
  private static List<Finding> findings(List<Sample> samples) {
    Map<String, Finding> last = new LinkedHashMap<>();
    told(samples).stream()
        .filter(AccountingScenarioTest::ofPlanes)
        .forEach(finding -> last.put(finding.id(), finding));
    return List.copyOf(last.values());
  }

  private static boolean ofPlanes(Finding finding) {
    return finding.evidence().getFirst().aspect().isOfAccounting();
  }

  private static List<Finding> told(List<Sample> samples) {
    List<Finding> told = new ArrayList<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), told::add);
    for (Sample sample : samples) {
      engine.accept(sample);
      engine.advanceTo(sample.atMillis() - 60_000);
    }
    engine.finish();
    return told;
  }
}
