package dev.flatline.core.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.correlate.Agreement.InputOutput;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.ContextNote;
import dev.flatline.core.policy.PolicyContext;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeighingTest {
  private static final PolicyContext NO_CONTEXT =
      new PolicyContext(null, Thresholds.DEFAULT, List.of());
  private static final PolicyContext JOB =
      new PolicyContext(
          null,
          Thresholds.DEFAULT,
          List.of(new ContextNote(ContextNote.Kind.PLATFORM, "it is a Job")));

  @ParameterizedTest
  @CsvSource({
    "ESTABLISHED, FOUND,   STAYED,  ESTABLISHED_ALONE",
    "ESTABLISHED, CLEAR,   MOVED,   COUPLED",
    "ESTABLISHED, UNCLEAR, UNCLEAR, NEW",
    "ESTABLISHED, UNKNOWN, UNSEEN,  NEW",
    "NOVELTY,     FOUND,   STAYED,  NEW",
    "NOVELTY,     UNCLEAR, UNCLEAR, NEW",
    "RARITY,      FOUND,   STAYED,  RARE_ALONE",
    "RARITY,      CLEAR,   MOVED,   COUPLED",
    "RARITY,      UNCLEAR, UNCLEAR, RARE",
    "RARITY,      UNKNOWN, UNSEEN,  RARE_UNSEEN",
    "LENGTH,      FOUND,   STAYED,  LONGER",
    "LENGTH,      UNKNOWN, UNSEEN,  LONGER",
    "LENGTH,      CLEAR,   UNSEEN,  LONGER",
    "SHAPE,       UNKNOWN, UNSEEN,  RULE",
    "SHAPE,       CLEAR,   UNSEEN,  RULE",
  })
  void of_aFinding_isTheRowThatMadeIt(
      Aspect aspect, Answers.Coupling coupling, InputOutput inputOutput, Agreement agreement) {
    Weighing weighing = Weighing.of(finding(aspect, coupling, NO_CONTEXT)).orElseThrow();
    assertThat(weighing.agreement()).isEqualTo(agreement);
    assertThat(weighing.inputOutput()).isEqualTo(inputOutput);
    assertThat(weighing.lowering()).isEmpty();
    assertThat(weighing.posteriorDecibans())
        .isCloseTo(agreement == Agreement.COUPLED ? -20 : -10, within(1e-9));
  }

  @Test
  void of_aFindingThatContextLowered_saysByWhat() {
    Finding finding = finding(Aspect.ESTABLISHED, Answers.Coupling.FOUND, JOB);
    Weighing weighing = Weighing.of(finding).orElseThrow();
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(weighing.agreement()).isEqualTo(Agreement.ESTABLISHED_ALONE);
    assertThat(weighing.lowering())
        .containsExactly("it is a Job: severity lowered from high to medium");
  }

  @Test
  void of_aSeverityOrConfidenceThatDoesNotFollow_isEmpty() {
    Finding finding = finding(Aspect.RARITY, Answers.Coupling.UNKNOWN, NO_CONTEXT);
    assertThat(Weighing.of(with(finding, Severity.HIGH, finding.confidence()))).isEmpty();
    assertThat(Weighing.of(with(finding, finding.severity(), 0.5))).isEmpty();
  }

  private static Finding finding(Aspect aspect, Answers.Coupling coupling, PolicyContext context) {
    List<Aspect> aspects =
        coupling == Answers.Coupling.FOUND ? List.of(aspect, Aspect.COUPLING) : List.of(aspect);
    Optional<Verdict> verdict = Correlator.weigh(Answers.of(aspects, coupling), from -> context);
    Sighting sighting =
        new Sighting(Answers.ONE, Answers.ONE, Answers.NOON, List.of(), Cost.UNKNOWN);
    return Findings.opened(Workload.named("vm"), verdict.orElseThrow(), sighting);
  }

  private static Finding with(Finding finding, Severity severity, double confidence) {
    return new Finding(
        finding.id(),
        finding.workload(),
        severity,
        confidence,
        finding.firstObserved(),
        finding.detectedAt(),
        finding.lastObserved(),
        finding.status(),
        Technique.COMPUTE_HIJACKING,
        finding.summary(),
        finding.evidence(),
        finding.context(),
        finding.unknowns(),
        finding.nextSteps());
  }
}
