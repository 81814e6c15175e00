package dev.flatline.core.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.ContextNote;
import dev.flatline.core.policy.PolicyContext;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.policy.WorkloadRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuCorrelatorTest {
  private static final PolicyContext NO_CONTEXT =
      new PolicyContext(null, Thresholds.DEFAULT, List.of());
  private static final PolicyContext HPC =
      new PolicyContext(
          WorkloadRole.HPC,
          Thresholds.DEFAULT,
          List.of(new ContextNote(ContextNote.Kind.ROLE, "so it is")));

  private static final Assessment WORK = Answers.evidence(Aspect.GPU_WORK, 10);
  private static final Assessment SHAPE = Answers.evidence(Aspect.GPU_SHAPE, 3);
  private static final Assessment NEW = Answers.evidence(Aspect.GPU_NOVELTY, 18);
  private static final Assessment FALSE = Answers.evidence(Aspect.GPU_CONTRADICTION, 13);
  private static final Assessment WARM = Answers.evidence(Aspect.GPU_CONTRADICTION, 5);
  private static final Assessment USUAL = new Clear("novelty", Aspect.GPU_NOVELTY);
  private static final Assessment YOUNG = new Inconclusive("novelty", Reason.LEARNING);

  @Test
  void severity_isAsTheTableSays() {
    assertThat(severity(WORK, NEW)).contains(Severity.HIGH);
    assertThat(severity(WORK, YOUNG)).contains(Severity.MEDIUM);
    assertThat(severity(WORK, USUAL)).contains(Severity.LOW);
    assertThat(severity(SHAPE, NEW)).contains(Severity.MEDIUM);
    assertThat(severity(SHAPE, YOUNG)).contains(Severity.LOW);
    assertThat(severity(SHAPE, USUAL)).contains(Severity.LOW);
    assertThat(severity(FALSE, YOUNG)).contains(Severity.MEDIUM);
    assertThat(severity(FALSE, USUAL)).contains(Severity.MEDIUM);
    assertThat(severity(WARM, USUAL)).contains(Severity.LOW);
    assertThat(severity(NEW)).isEmpty();
    assertThat(severity(USUAL)).isEmpty();
  }

  @Test
  void role_explainsWorkButNotAFalseReading() {
    assertThat(severity(HPC, WORK, NEW)).contains(Severity.MEDIUM);
    assertThat(severity(HPC, WORK, YOUNG)).contains(Severity.LOW);
    assertThat(severity(HPC, FALSE, YOUNG)).contains(Severity.MEDIUM);
  }

  @Test
  void verdict_namesTheStrongestFirstAndWhatCouldNotBeTold() {
    Verdict verdict = GpuCorrelator.weigh(List.of(SHAPE, YOUNG), from -> NO_CONTEXT).orElseThrow();
    assertThat(verdict.unknowns()).containsExactly("novelty: " + Reason.LEARNING.text());
    assertThat(verdict.confidence()).isEqualTo(Correlator.confidence(3));
  }

  private static Optional<Severity> severity(Assessment... answers) {
    return severity(NO_CONTEXT, answers);
  }

  private static Optional<Severity> severity(PolicyContext policy, Assessment... answers) {
    return GpuCorrelator.weigh(List.of(answers), from -> policy).map(Verdict::severity);
  }
}
