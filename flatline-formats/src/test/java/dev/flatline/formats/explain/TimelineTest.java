package dev.flatline.formats.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Actor;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.FindingEvent;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.explain.Timeline.Kind;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Finding FOUND = Findings.movedIn();

  @Test
  void of_aFindingAlone_tellsWhatItCarries() {
    assertThat(Timeline.of(FOUND, List.of(), List.of()).entries())
        .extracting(Timeline.Entry::kind)
        .containsExactly(
            Kind.BEGAN,
            Kind.EVIDENCE_FROM,
            Kind.EVIDENCE_FROM,
            Kind.EVIDENCE_FROM,
            Kind.DETECTED,
            Kind.EVIDENCE_TO,
            Kind.LAST_SEEN);
  }

  @Test
  void of_whatBecameOfIt_isInOrderOfTime() {
    Timeline timeline =
        Timeline.of(
            FOUND,
            List.of(
                new FindingEvent.Rated(minute(10), Severity.LOW),
                new FindingEvent.NotTold(minute(12), "siem", "refused"),
                new FindingEvent.Rated(minute(31), Severity.HIGH),
                new FindingEvent.Told(minute(32), "pager", "opened")),
            List.of(action(minute(60)), action(minute(55))));
    assertThat(timeline.entries())
        .filteredOn(entry -> entry.kind().compareTo(Kind.DETECTED) >= 0)
        .extracting(entry -> entry.kind().label() + ": " + entry.text())
        .containsExactly(
            "detected: as low",
            "not_told: siem: refused",
            "severity: now high",
            "told: pager: that it was opened",
            "action: comment by ann: look at minute 55",
            "action: comment by ann: look at minute 60",
            "last_seen: the behaviour goes on");
    assertThat(timeline.entries()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void of_whatIsOver_endsWithThat() {
    assertThat(Timeline.of(Findings.batchJob(), List.of(), List.of()).entries().getLast().kind())
        .isEqualTo(Kind.ENDED);
  }

  private static FindingAction action(Instant at) {
    long minute = Duration.between(Findings.MOVED_IN_AT, at).toMinutes();
    return new FindingAction(
        FOUND.id(),
        Severity.HIGH,
        new Action(
            Action.Kind.COMMENT,
            new Actor("ann", ""),
            at,
            "look at minute " + minute,
            Optional.empty()));
  }

  private static Instant minute(int minutes) {
    return Findings.MOVED_IN_AT.plus(Duration.ofMinutes(minutes));
  }
}
