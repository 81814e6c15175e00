package dev.flatline.core.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.correlate.Sighting.Stay;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Cost;
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
  private static final Duration GAP = Duration.ofHours(6);
  private static final Duration LATENESS = Duration.ofMinutes(1);
  private static final Verdict LOW = verdict(Severity.LOW, Answers.evidence(Aspect.SHAPE, 9));
  private static final Verdict HIGH =
      verdict(
          Severity.HIGH,
          Answers.evidence(Aspect.NOVELTY, 20),
          Answers.evidence(Aspect.COUPLING, 10));

  private final FindingTimeline timeline = new FindingTimeline(Workload.named("vm"), GAP);
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
  void add_ofAnEqualOrMilderVerdict_prolongs() {
    add(HIGH, 30);
    add(HIGH, 60);
    add(LOW, 90);
    assertThat(told)
        .extracting(Finding::lastObserved)
        .containsExactly(
            NOON.plusSeconds(30 * 60), NOON.plusSeconds(60 * 60), NOON.plusSeconds(90 * 60));
    assertThat(told).extracting(Finding::id).containsOnly(told.getFirst().id());
    timeline.finish(NOON.plusSeconds(80 * 60), true, told::add);
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
    timeline.finish(NOON, true, told::add);
    assertThat(told).isEmpty();
  }

  @Test
  void add_afterClosing_opensAnotherFinding() {
    add(HIGH, 30);
    timeline.close(NOON.plusSeconds(3_600), told::add);
    Instant later = NOON.plus(Duration.ofDays(2));
    Verdict again =
        verdict(Severity.HIGH, Answers.evidence(Aspect.NOVELTY, 20, NOON.plusSeconds(1)));
    timeline.add(again, seen(later), told::add);
    assertThat(told.getLast().id()).isNotEqualTo(told.getFirst().id());
    assertThat(told.getLast().firstObserved()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void id_isTheSameForTheSameWorkloadAndFirstObservation() {
    add(HIGH, 30);
    for (String name : List.of("vm", "vm2")) {
      new FindingTimeline(Workload.named(name), GAP).add(LOW, seen(Answers.ONE), told::add);
    }
    assertThat(told.get(1).id()).isEqualTo(told.getFirst().id());
    assertThat(told.get(2).id()).isNotEqualTo(told.getFirst().id());
  }

  @Test
  void add_ofAnEqualVerdict_bringsTheReasonsUpToDate() {
    add(HIGH, 30);
    add(verdict(Severity.HIGH, Answers.evidence(Aspect.NOVELTY, 25)), 60);
    timeline.finish(NOON.plusSeconds(80 * 60), true, told::add);
    assertThat(told.getLast().evidence())
        .singleElement()
        .satisfies(one -> assertThat(one.strengthDecibans()).isEqualTo(25));
    assertThat(told.getLast().detectedAt()).isEqualTo(told.getFirst().detectedAt());
  }

  @Test
  void add_ofAStepOnTopOfWhatGoesOn_opensAFindingOfItsOwn() {
    Stay base = new Stay(NOON, 0.6, true);
    Instant rise = NOON.plus(Duration.ofDays(2));
    Stay top = new Stay(rise, 0.95, true);
    add(HIGH, 30, base);
    Verdict onTop = verdict(Severity.MEDIUM, Answers.evidence(Aspect.NOVELTY, 20, rise));
    int minutes = 2 * 24 * 60;
    add(onTop, minutes + 30, top, base);
    assertThat(told).hasSize(2);
    assertThat(told.getLast().id()).isNotEqualTo(told.getFirst().id());
    assertThat(told.getLast().firstObserved()).isEqualTo(rise);
    add(HIGH, minutes + 60, base);
    add(HIGH, minutes + 10 * 60, base);
    assertThat(told)
        .filteredOn(one -> one.status() == Finding.Status.CLOSED)
        .extracting(Finding::firstObserved)
        .containsExactly(rise);
    assertThat(told.stream().map(Finding::id).distinct()).hasSize(2);
    timeline.finish(rise.plus(Duration.ofHours(11)), true, told::add);
    assertThat(told.getLast().firstObserved()).isEqualTo(NOON);
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.OPEN);
  }

  @Test
  void add_ofASmallRiseOnTop_prolongs() {
    Instant rise = NOON.plus(Duration.ofDays(2));
    add(HIGH, 30, new Stay(NOON, 0.6, true));
    add(
        verdict(Severity.HIGH, Answers.evidence(Aspect.NOVELTY, 20, rise)),
        2 * 24 * 60 + 30,
        new Stay(rise, 0.65, true),
        new Stay(NOON, 0.6, true));
    assertThat(told).extracting(Finding::id).containsOnly(told.getFirst().id());
  }

  @Test
  void add_ofWhatBeginsSoonAfterTheOneBeforeIsOver_isTheSameFinding() {
    Instant again = NOON.plus(Duration.ofHours(4));
    add(HIGH, 30, new Stay(NOON, 0.6, true));
    add(
        verdict(Severity.HIGH, Answers.evidence(Aspect.NOVELTY, 20, again)),
        5 * 60,
        new Stay(again, 0.95, true));
    assertThat(told).extracting(Finding::id).containsOnly(told.getFirst().id());
  }

  @Test
  void add_ofNothing_closesWhatIsOverForLonger() {
    add(HIGH, 30, new Stay(NOON, 0.6, true));
    timeline.add(seen(NOON.plus(Duration.ofHours(3))), told::add);
    assertThat(told).hasSize(1);
    timeline.add(seen(NOON.plus(Duration.ofHours(10))), told::add);
    assertThat(told.getLast().status()).isEqualTo(Finding.Status.CLOSED);
  }

  private void add(Verdict verdict, int minutesAfterNoon, Stay... stays) {
    Instant at = NOON.plusSeconds(60L * minutesAfterNoon);
    timeline.add(verdict, seen(at, stays), told::add);
  }

  private static Sighting seen(Instant at, Stay... stays) {
    return new Sighting(at, at.plus(LATENESS), at, List.of(stays), Cost.UNKNOWN);
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
