package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Actor;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.message.MessageKind;
import dev.flatline.server.config.RetentionConfig;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The outbox in whichever database; [OutboxTest] has what does not depend on it.
interface OutboxContract {
  /// When all is told.
  Instant TOLD_AT = Findings.MOVED_IN_AT.plus(Duration.ofHours(4));

  /// An empty database of the test's own.
  Database database();

  @Test
  default void message_isPostponedGivenUpWaitsAgainAndIsDelivered() {
    Subscription siem =
        new Subscription("siem", Severity.MEDIUM, WorkloadPattern.named("*"), false);
    Outbox outbox = new Outbox(database(), List.of(siem), () -> TOLD_AT);
    OutboxQueue queue = outbox.queue();
    Finding open = Findings.movedIn();
    new SqlFindingStore(database(), outbox).save(List.of(open, Findings.batchJob()));
    OutboxEntry entry = queue.next("siem").orElseThrow();
    assertThat(entry.finding()).isEqualTo(open);
    assertThat(entry.kind()).isEqualTo(MessageKind.OPENED);
    queue.postpone(entry, TOLD_AT.plusSeconds(1), "refused\u0000");
    assertThat(queue.next("siem")).isEmpty();
    queue.giveUp(entry, "refused\ud800");
    assertThat(queue.backlog("siem").dead()).isEqualTo(1);
    queue.begin("siem", TOLD_AT.minusSeconds(60));
    assertThat(queue.backlog("siem").waiting()).isEqualTo(1);
    assertThat(queue.open("siem")).containsExactly(open);
    queue.delivered(queue.next("siem").orElseThrow());
    assertThat(queue.backlog("siem").waiting()).isZero();
  }

  @Test
  default void findings_thatPeopleSuppressed_areToldOfWhenTheyGetWorseOrEnd() {
    Subscription siem = new Subscription("siem", Severity.LOW, WorkloadPattern.named("*"), false);
    Outbox outbox = new Outbox(database(), List.of(siem), () -> TOLD_AT);
    OutboxQueue queue = outbox.queue();
    SqlFindingStore store = new SqlFindingStore(database(), outbox);
    Finding medium = Findings.named("build-7");
    store.save(List.of(medium));
    queue.delivered(queue.next("siem").orElseThrow());
    suppress(medium);
    assertThat(queue.open("siem")).isEmpty();
    store.save(List.of(Findings.withSeverity(medium, Severity.LOW)));
    assertThat(queue.next("siem")).as("lower, but suppressed").isEmpty();
    store.save(List.of(Findings.withSeverity(medium, Severity.HIGH)));
    OutboxEntry worse = queue.next("siem").orElseThrow();
    assertThat(worse.kind()).isEqualTo(MessageKind.CHANGED);
    assertThat(queue.open("siem")).hasSize(1);
    queue.delivered(worse);
    store.save(List.of(medium.lasting(medium.lastObserved(), Finding.Status.CLOSED)));
    assertThat(queue.next("siem").orElseThrow().kind()).isEqualTo(MessageKind.CLOSED);
  }

  @Test
  default void findings_thatPeopleSuppressedBeforeASinkHeardOfThem_areNotToldOfWhenTheyEnd() {
    Finding medium = Findings.named("build-7");
    new SqlFindingStore(database()).save(List.of(medium));
    suppress(medium);
    Subscription siem = new Subscription("siem", Severity.LOW, WorkloadPattern.named("*"), false);
    Outbox outbox = new Outbox(database(), List.of(siem), () -> TOLD_AT);
    new SqlFindingStore(database(), outbox)
        .save(List.of(medium.lasting(medium.lastObserved(), Finding.Status.CLOSED)));
    assertThat(outbox.queue().next("siem")).isEmpty();
  }

  @Test
  default void message_thatALaterOneOfItsFindingOvertook_isNotTriedAgain() {
    Outbox outbox = outbox(false);
    OutboxQueue queue = outbox.queue();
    SqlFindingStore store = new SqlFindingStore(database(), outbox);
    Finding medium = Findings.named("build-7");
    store.save(List.of(medium));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");
    store.save(List.of(Findings.withSeverity(medium, Severity.HIGH)));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");
    store.save(List.of(closed(medium)));
    queue.delivered(queue.next("siem").orElseThrow());

    queue.begin("siem", TOLD_AT.minusSeconds(60));

    assertThat(queue.next("siem")).isEmpty();
    assertThat(queue.backlog("siem")).isEqualTo(new Backlog(0, Optional.empty(), 2));
  }

  @Test
  default void messages_thatWereGivenUpAfterTheLastDelivered_areTriedAgain() {
    Outbox outbox = outbox(false);
    OutboxQueue queue = outbox.queue();
    SqlFindingStore store = new SqlFindingStore(database(), outbox);
    Finding medium = Findings.named("build-7");
    store.save(List.of(medium));
    queue.delivered(queue.next("siem").orElseThrow());
    store.save(List.of(Findings.withSeverity(medium, Severity.HIGH)));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");
    store.save(List.of(closed(medium)));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");

    queue.begin("siem", TOLD_AT.minusSeconds(60));

    assertThat(queue.backlog("siem").waiting()).isEqualTo(2);
    assertThat(queue.next("siem")).map(OutboxEntry::kind).contains(MessageKind.CHANGED);
  }

  @Test
  default void message_thatWasGivenUp_isForgottenWhereOnlyTheLastStateMatters() {
    Outbox outbox = outbox(true);
    OutboxQueue queue = outbox.queue();
    SqlFindingStore store = new SqlFindingStore(database(), outbox);
    Finding medium = Findings.named("build-7");
    store.save(List.of(medium));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");

    store.save(List.of(closed(medium)));

    assertThat(queue.backlog("siem")).isEqualTo(new Backlog(1, Optional.of(TOLD_AT), 0));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");
    queue.begin("siem", TOLD_AT.minusSeconds(60));
    assertThat(queue.next("siem")).map(OutboxEntry::kind).contains(MessageKind.CLOSED);
  }

  @Test
  default void findingThatIsNoLongerKept_andComesAgain_isNotNewBesideItsDeadLetter() {
    Outbox outbox = outbox(false);
    OutboxQueue queue = outbox.queue();
    SqlFindingStore store = new SqlFindingStore(database(), outbox);
    Finding medium = Findings.named("build-7");
    store.save(List.of(closed(medium)));
    queue.giveUp(queue.next("siem").orElseThrow(), "HTTP 401");
    new Retention(database(), RetentionConfig.DEFAULT).apply(TOLD_AT.plus(Duration.ofDays(3_000)));
    assertThat(store.find(medium.id())).isEmpty();

    queue.begin("siem", TOLD_AT.plusSeconds(60));
    store.save(List.of(Findings.withSeverity(medium, Severity.HIGH)));

    assertThat(queue.backlog("siem")).isEqualTo(new Backlog(0, Optional.empty(), 1));
  }

  private Outbox outbox(boolean lastStateOnly) {
    Subscription siem =
        new Subscription("siem", Severity.LOW, WorkloadPattern.named("*"), lastStateOnly);
    return new Outbox(database(), List.of(siem), () -> TOLD_AT);
  }

  private static Finding closed(Finding finding) {
    return finding.lasting(finding.lastObserved(), Finding.Status.CLOSED);
  }

  private void suppress(Finding finding) {
    new SqlActionStore(database())
        .act(
            List.of(finding.id()),
            new Action(
                Action.Kind.SUPPRESS,
                new Actor("ann", "::1"),
                TOLD_AT,
                "load test",
                Optional.of(TOLD_AT.plusSeconds(60))));
  }
}
