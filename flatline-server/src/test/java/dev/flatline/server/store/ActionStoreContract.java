package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Action.Kind;
import dev.flatline.core.finding.Actor;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingQuery.Handled;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.finding.Handling.State;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.audit.AuditQuery;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What people do with findings, in whichever database.
interface ActionStoreContract {
  /// When something is done in these tests.
  Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  /// Who does it.
  Actor ANNA = new Actor("anna", "192.0.2.7");

  /// An empty database of the test's own.
  Database database();

  private SqlActionStore actions() {
    return new SqlActionStore(database());
  }

  private SqlFindingStore findings() {
    return new SqlFindingStore(database());
  }

  @Test
  default void act_onSeveral_keepsOneOfEachAndTellsTheAuditLog() {
    save(Findings.movedIn(), Findings.batchJob());
    List<String> ids = List.of(Findings.movedIn().id(), Findings.batchJob().id());
    assertThat(actions().act(ids, action(Kind.CLOSE, "rebuilt\u0000"))).isEmpty();
    assertThat(actions().actions(Findings.batchJob().id(), 10))
        .containsExactly(
            new FindingAction(
                Findings.batchJob().id(), Severity.LOW, action(Kind.CLOSE, "rebuilt?")));
    assertThat(audited())
        .containsExactlyInAnyOrder(
            AuditEntry.done(NOW, ANNA, "finding.close", ids.get(0), "rebuilt?"),
            AuditEntry.done(NOW, ANNA, "finding.close", ids.get(1), "rebuilt?"));
  }

  @Test
  default void act_onOneThatIsNotThere_doesNothing() {
    save(Findings.movedIn());
    List<String> ids = List.of(Findings.movedIn().id(), "none", "b\u0000");
    assertThat(actions().act(ids, action(Kind.ACKNOWLEDGE, "")))
        .containsExactlyInAnyOrder("none", "b\u0000");
    assertThat(actions().actions(Findings.movedIn().id(), 10)).isEmpty();
    assertThat(audited()).isEmpty();
    assertThat(found(NOW, State.NEW)).hasSize(1);
  }

  @Test
  default void newestAction_decides_andACommentDoesNot() {
    save(Findings.movedIn());
    act(action(Kind.ACKNOWLEDGE, ""));
    act(action(Kind.COMMENT, "looks like xmrig"));
    assertThat(found(NOW, State.ACKNOWLEDGED)).hasSize(1);
    assertThat(handling(NOW)).isEqualTo(State.ACKNOWLEDGED);
    act(action(Kind.REOPEN, ""));
    assertThat(found(NOW, State.ACKNOWLEDGED)).isEmpty();
    assertThat(found(NOW, State.NEW)).hasSize(1);
    assertThat(handling(NOW)).isEqualTo(State.NEW);
    assertThat(actions().actions(Findings.movedIn().id(), 2))
        .extracting(one -> one.action().kind())
        .containsExactly(Kind.REOPEN, Kind.COMMENT);
  }

  @Test
  default void suppression_endsByItself() {
    Instant end = NOW.plus(Duration.ofDays(7));
    save(Findings.movedIn());
    act(new Action(Kind.SUPPRESS, ANNA, NOW, "load test", Optional.of(end)));
    assertThat(found(end.minusMillis(1), State.SUPPRESSED)).hasSize(1);
    assertThat(findings().find(query(Handled.notSuppressed(end.minusMillis(1))))).isEmpty();
    assertThat(handling(end.minusMillis(1))).isEqualTo(State.SUPPRESSED);
    assertThat(found(end, State.NEW)).hasSize(1);
    assertThat(handling(end)).isEqualTo(State.NEW);
  }

  @Test
  default void closedAtLow_isNewsWhenItsSeverityRises_andStaysClosedWhenItOnlyGoesOn() {
    Finding low = withSeverity(Severity.LOW);
    save(low);
    act(action(Kind.CLOSE, "a backup"));
    save(low.lasting(low.lastObserved().plusSeconds(60), Finding.Status.OPEN));
    assertThat(found(NOW, State.CLOSED)).hasSize(1);
    save(withSeverity(Severity.MEDIUM));
    assertThat(found(NOW, State.NEW)).hasSize(1);
    assertThat(handling(NOW)).isEqualTo(State.NEW);
    act(action(Kind.CLOSE, "still the backup"));
    assertThat(found(NOW, State.CLOSED)).hasSize(1);
    assertThat(handling(NOW)).isEqualTo(State.CLOSED);
  }

  @Test
  default void manyWhoActAtOnce_leaveWhatTheNewestActionSays() {
    save(Findings.movedIn(), Findings.batchJob());
    List<String> ids = List.of(Findings.movedIn().id(), Findings.batchJob().id());
    CompletableFuture.allOf(
            IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> actOneOfMany(ids, i)))
                .toArray(CompletableFuture[]::new))
        .join();
    for (String id : ids) {
      Kind newest = actions().actions(id, 1).getFirst().action().kind();
      assertThat(found(NOW, Handling.stateAfter(newest))).extracting(Finding::id).contains(id);
    }
  }

  private void actOneOfMany(List<String> ids, int number) {
    Kind kind = number % 2 == 0 ? Kind.ACKNOWLEDGE : Kind.CLOSE;
    actions().act(number % 4 < 2 ? ids : ids.reversed(), action(kind, "x"));
  }

  private void save(Finding... findings) {
    findings().save(List.of(findings));
  }

  private void act(Action action) {
    assertThat(actions().act(List.of(Findings.movedIn().id()), action)).isEmpty();
  }

  private State handling(Instant at) {
    String id = Findings.movedIn().id();
    return actions().handlings(List.of(id, "none"), at).getOrDefault(id, Handling.NEW).state();
  }

  private List<Finding> found(Instant at, State state) {
    return findings().find(query(new Handled(Set.of(state), at)));
  }

  private List<AuditEntry> audited() {
    AuditQuery query =
        new AuditQuery(ANNA.name(), Optional.empty(), Optional.empty(), Optional.empty(), 10);
    return new SqlAuditLog(database()).find(query).stream().map(AuditLog.Numbered::entry).toList();
  }

  private static FindingQuery query(Handled handled) {
    return new FindingQuery(
        Severity.LOW,
        Optional.empty(),
        FindingQuery.Called.ANYTHING,
        handled,
        FindingQuery.Order.DETECTED,
        Optional.empty(),
        10);
  }

  private static Action action(Kind kind, String reason) {
    return new Action(kind, ANNA, NOW, reason, Optional.empty());
  }

  private static Finding withSeverity(Severity severity) {
    return Findings.withSeverity(Findings.movedIn(), severity);
  }
}
