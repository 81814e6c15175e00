package dev.flatline.core.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTimelineTest {
  private static final Instant NOON = Answers.NOON;
  private static final Duration LATENESS = Duration.ofMinutes(1);
  private static final Verdict LOW = verdict(Severity.LOW, Answers.evidence(Aspect.SHAPE, 9));
  private static final Verdict HIGH =
      verdict(
          Severity.HIGH,
          Answers.evidence(Aspect.NOVELTY, 20),
          Answers.evidence(Aspect.COUPLING, 10));

  private final FindingTimeline timeline = new FindingTimeline(Workload.named("vm"));
  private final List<Finding> told = new ArrayList<>();

  @Test
  void add_ofTheFirstVerdict_opensAFinding() {
    add(HIGH, 30);
    Finding finding = told.getFirst();
    assertThat(finding.status()).isEqualTo(Finding.Status.OPEN);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.firstObserved()).isEqualTo(NOON);
    assertThat(finding.detectedAt()).isEqualTo(NOON.plusSeconds(31 * 60));
    assertThat(finding.lastObserved()).isEqualTo(NOON.plusSeconds(30 * 60));
    assertThat(finding.summary()).contains("compute.novelty", "compute.coupling");
    assertThat(finding.nextSteps()).isNotEmpty();
  }

  @Test
  void add_ofAnEqualOrMilderVerdict_tellsNothingAndProlongs() {
    add(HIGH, 30);
    add(HIGH, 60);
    add(LOW, 90);
    assertThat(told).hasSize(1);
    timeline.leaveOpen(NOON.plusSeconds(80 * 60), told::add);
    assertThat(told.getLast().lastObserved()).isEqualTo(NOON.plusSeconds(90 * 60));
    assertThat(told.getLast().severity()).isEqualTo(Severity.HIGH);
    assertThat(told.getLast().detectedAt()).isEqualTo(told.getFirst().detectedAt());
  }

  @Test
  void add_ofAWorseVerdict_movesTheDetectionAndKeepsTheFinding() {
    add(LOW, 30);
    add(HIGH, 60);
    assertThat(told).hasSize(2);
    Finding worse = told.getLast();
    assertThat(worse.id()).isEqualTo(told.getFirst().id());
    assertThat(worse.firstObserved()).isEqualTo(told.getFirst().firstObserved());
    assertThat(worse.severity()).isEqualTo(Severity.HIGH);
    assertThat(worse.detectedAt()).isEqualTo(NOON.plusSeconds(61 * 60));
  }

  @Test
  void close_tellsWhenItWasLastSeen() {
    add(HIGH, 30);
    timeline.close(NOON.plusSeconds(3 * 3_600), told::add);
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
    assertThat(told.getLast().lastObserved()).isEqualTo(NOON.plusSeconds(3 * 3_600));
  }

  @Test
  void close_withoutAFinding_tellsNothing() {
    timeline.close(NOON, told::add);
    timeline.leaveOpen(NOON, told::add);
    assertThat(told).isEmpty();
  }

  @Test
  void add_afterClosing_opensAnotherFinding() {
    add(HIGH, 30);
    timeline.close(NOON.plusSeconds(3_600), told::add);
    Instant later = NOON.plus(Duration.ofDays(2));
    Verdict again =
        verdict(Severity.HIGH, Answers.evidence(Aspect.NOVELTY, 20, NOON.plusSeconds(1)));
    timeline.add(again, later, later.plus(LATENESS), told::add);
    assertThat(told.getLast().id()).isNotEqualTo(told.getFirst().id());
    assertThat(told.getLast().firstObserved()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void id_isTheSameForTheSameWorkloadAndFirstObservation() {
    add(HIGH, 30);
    for (String name : List.of("vm", "vm2")) {
      new FindingTimeline(Workload.named(name)).add(LOW, Answers.ONE, Answers.ONE, told::add);
    }
    assertThat(told.get(1).id()).isEqualTo(told.getFirst().id());
    assertThat(told.get(2).id()).isNotEqualTo(told.getFirst().id());
  }

  private void add(Verdict verdict, int minutesAfterNoon) {
    Instant at = NOON.plusSeconds(60L * minutesAfterNoon);
    timeline.add(verdict, at, at.plus(LATENESS), told::add);
  }

  private static Verdict verdict(Severity severity, Evidence... evidence) {
    return new Verdict(
        severity,
        0.5,
        evidence[0].from(),
        List.of(evidence),
        List.of("context"),
        List.of("unknown"));
  }
}
