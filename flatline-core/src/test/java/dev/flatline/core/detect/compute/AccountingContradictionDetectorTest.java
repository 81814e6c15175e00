package dev.flatline.core.detect.compute;

import static dev.flatline.core.detect.AccountingSituations.honest;
import static dev.flatline.core.telemetry.Metric.CPU_INTERRUPTS;
import static dev.flatline.core.telemetry.Metric.CPU_STEAL;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION_BY_HYPERVISOR;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION_OF_CGROUPS;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION_OF_PROCESSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.AccountingSituations;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.Situations;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountingContradictionDetectorTest {
  private static final Clear CLEAR =
      new Clear(AccountingContradictionDetector.ID, Aspect.ACCOUNTING);
  private static final Duration MONTH = Duration.ofDays(30);

  private final AccountingContradictionDetector detector = new AccountingContradictionDetector();

  @Test
  void spec_saysWhatItNeedsWhatItMistakesAndWhatItMisses() {
    DetectorSpec spec = detector.spec();
    assertThat(spec.id()).isEqualTo("compute.accounting");
    assertThat(spec.needs()).containsExactly(CPU_UTILIZATION);
    assertThat(spec.uses()).noneMatch(spec.needs()::contains);
    assertThat(spec.lookAlikes()).isNotEmpty();
    assertThat(spec.knownGaps()).isNotEmpty();
  }

  @Test
  void assess_whereTwoPlanesTellOfTimeThatNoListedProcessHas_isConfirmed() {
    Evidence evidence = evidence(honest().with(CPU_UTILIZATION_OF_PROCESSES, 0.2));
    assertThat(evidence.aspect()).isEqualTo(Aspect.ACCOUNTING);
    assertThat(evidence.strengthDecibans())
        .isEqualTo(AccountingContradictionDetector.CONFIRMED_DECIBANS);
    assertThat(evidence.summary())
        .contains("the host and 2 more planes counted 50 % of the CPU, 30 points more than its")
        .contains("something runs that the list of processes does not show");
    assertThat(evidence.to()).isEqualTo(Situations.NOW);
    assertThat(evidence.values()).noneMatch(value -> Double.isNaN(value.value()));
  }

  @Test
  void assess_whereOnlyTheHostSpeaksAgainstTheProcesses_isOneWordAgainstAnother() {
    Evidence evidence =
        evidence(
            honest()
                .with(CPU_UTILIZATION_OF_PROCESSES, 0.2)
                .without(CPU_UTILIZATION_OF_CGROUPS, CPU_UTILIZATION_BY_HYPERVISOR));
    assertThat(evidence.aspect()).isEqualTo(Aspect.ACCOUNTING);
    assertThat(evidence.strengthDecibans())
        .isEqualTo(AccountingContradictionDetector.SINGLE_DECIBANS);
  }

  @Test
  void assess_whereCgroupsSideWithTheProcesses_isDoubtful() {
    Evidence evidence =
        evidence(
            honest()
                .with(CPU_UTILIZATION_OF_PROCESSES, 0.2)
                .with(CPU_UTILIZATION_OF_CGROUPS, 0.2)
                .without(CPU_UTILIZATION_BY_HYPERVISOR));
    assertThat(evidence.aspect()).isEqualTo(Aspect.ACCOUNTING_DOUBT);
  }

  @Test
  void assess_whereTheHypervisorAloneTellsMore_isOneWordAgainstTheGuests() {
    Evidence evidence =
        evidence(
            honest()
                .with(CPU_UTILIZATION_BY_HYPERVISOR, 0.9)
                .without(CPU_UTILIZATION_OF_PROCESSES));
    assertThat(evidence.aspect()).isEqualTo(Aspect.ACCOUNTING);
    assertThat(evidence.summary()).contains("the hypervisor counted 90 %", "more than the host");
  }

  @ParameterizedTest
  @CsvSource({"0.72, ACCOUNTING_DOUBT", "0.81, ACCOUNTING"})
  void assess_whereTheHostsCountersTellLess_isDoubtfulUnlessNoClockTickExplainsIt(
      double ran, Aspect aspect) {
    AccountingSituations dodged =
        honest()
            .with(CPU_UTILIZATION_OF_CGROUPS, ran)
            .with(CPU_UTILIZATION_OF_PROCESSES, ran)
            .without(CPU_UTILIZATION_BY_HYPERVISOR);
    assertThat(evidence(dodged).aspect()).isEqualTo(aspect);
    assertThat(evidence(dodged).summary()).contains("its own counters are false, or work dodges");
  }

  @Test
  void assess_whereNoCgroupAccountsForIt_isDoubtfulUntilProcessesMakeUpForIt() {
    AccountingSituations partly = honest().with(CPU_UTILIZATION_OF_CGROUPS, 0.2);
    assertThat(assess(partly)).isEqualTo(CLEAR);
    assertThat(evidence(partly.without(CPU_UTILIZATION_OF_PROCESSES)).aspect())
        .isEqualTo(Aspect.ACCOUNTING_DOUBT);
  }

  @ParameterizedTest
  @CsvSource({
    "CPU_UTILIZATION_OF_PROCESSES, 0.475",
    "CPU_UTILIZATION_OF_PROCESSES, 0.525",
    "CPU_UTILIZATION_OF_CGROUPS, 0.46",
    "CPU_UTILIZATION_BY_HYPERVISOR, 0.64",
    "CPU_UTILIZATION_BY_HYPERVISOR, 0.2"
  })
  void assess_withinTheTolerances_isClear(Metric metric, double value) {
    assertThat(assess(honest().with(metric, value))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofInterrupts_allowsTheHostAsMuch() {
    AccountingSituations busyNetwork =
        honest().with(CPU_UTILIZATION, 0.7).with(CPU_UTILIZATION_BY_HYPERVISOR, 0.7);
    assertThat(assess(busyNetwork)).isInstanceOf(Evidence.class);
    assertThat(assess(busyNetwork.with(CPU_INTERRUPTS, 0.2))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofStolenTime_allowsTheSchedulerAsMuch() {
    AccountingSituations burstable =
        honest().with(CPU_UTILIZATION, 0.2).with(CPU_UTILIZATION_BY_HYPERVISOR, 0.2);
    assertThat(assess(burstable)).isInstanceOf(Evidence.class);
    assertThat(assess(burstable.with(CPU_STEAL, 0.3))).isEqualTo(CLEAR);
  }

  @Test
  void assess_afterAMonthOfAgreementAndTwoHoursWithout_isAnOnset() {
    AccountingSituations hidden =
        honest()
            .with(CPU_UTILIZATION, 0.9)
            .with(CPU_UTILIZATION_OF_CGROUPS, 0.9)
            .with(CPU_UTILIZATION_BY_HYPERVISOR, 0.9);
    Evidence onset = evidence(hidden.after(MONTH, honest(), Duration.ofHours(2)));
    assertThat(onset.aspect()).isEqualTo(Aspect.ACCOUNTING_ONSET);
    assertThat(onset.strengthDecibans()).isGreaterThan(17);
    assertThat(onset.from()).isEqualTo(Situations.NOW.minus(Duration.ofHours(2)));
    assertThat(onset.summary()).endsWith("they had agreed for 30 days before");
  }

  @Test
  void assess_withoutOneOfWhatMakesAnOnset_isNone() {
    AccountingSituations hidden =
        honest()
            .with(CPU_UTILIZATION, 0.9)
            .with(CPU_UTILIZATION_OF_CGROUPS, 0.9)
            .with(CPU_UTILIZATION_BY_HYPERVISOR, 0.9);
    AccountingSituations busy = hidden.with(CPU_UTILIZATION_OF_PROCESSES, 0.9);
    Duration lasted = Duration.ofHours(2);
    assertThat(evidence(hidden.after(MONTH, honest(), lasted.minusSeconds(60))).aspect())
        .isEqualTo(Aspect.ACCOUNTING);
    assertThat(evidence(hidden.after(Duration.ofDays(13), honest(), lasted)).aspect())
        .isEqualTo(Aspect.ACCOUNTING);
    assertThat(evidence(hidden.after(MONTH, busy, lasted)).aspect()).isEqualTo(Aspect.ACCOUNTING);
  }

  @Test
  void assess_ofTooLittle_isInconclusive() {
    AccountingSituations hidden = honest().with(CPU_UTILIZATION_OF_PROCESSES, 0.2);
    assertThat(assess(hidden.lasting(Duration.ofMinutes(28)))).isEqualTo(unknown(Reason.TOO_SHORT));
    assertThat(
            assess(
                hidden.without(
                    CPU_UTILIZATION_OF_PROCESSES,
                    CPU_UTILIZATION_OF_CGROUPS,
                    CPU_UTILIZATION_BY_HYPERVISOR)))
        .isEqualTo(unknown(Reason.NO_SECOND_PLANE));
    assertThat(assess(hidden.without(CPU_UTILIZATION))).isEqualTo(unknown(Reason.NO_CPU));
  }

  private static Inconclusive unknown(Reason reason) {
    return new Inconclusive(AccountingContradictionDetector.ID, reason);
  }

  private Evidence evidence(AccountingSituations situation) {
    return (Evidence) assess(situation);
  }

  private Assessment assess(AccountingSituations situation) {
    return detector.assess(situation.situation());
  }
}
