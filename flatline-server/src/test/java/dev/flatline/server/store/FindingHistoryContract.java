package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingEvent;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What became of findings in a database, whichever database it is.
interface FindingHistoryContract {
  /// By the server's clock.
  Instant NOW = Findings.MOVED_IN_AT.plus(Duration.ofHours(5));

  /// An empty database of the test's own.
  Database database();

  @Test
  default void severities_areKeptEachTimeThatTheyChange() {
    SqlFindingStore store = new SqlFindingStore(database());
    Finding high = Findings.movedIn();
    Finding low = rated(high, Severity.LOW, high.detectedAt().minusSeconds(600));
    store.save(List.of(low, Findings.batchJob()));
    store.save(List.of(low));
    store.save(List.of(high));
    store.save(List.of(high.lasting(high.lastObserved().plusSeconds(60), Finding.Status.CLOSED)));
    SqlFindingHistory history = new SqlFindingHistory(database());
    assertThat(history.events(high.id(), 10))
        .containsExactly(
            new FindingEvent.Rated(low.detectedAt(), Severity.LOW),
            new FindingEvent.Rated(high.detectedAt(), Severity.HIGH));
    assertThat(history.events(high.id(), 1))
        .containsExactly(new FindingEvent.Rated(high.detectedAt(), Severity.HIGH));
    assertThat(history.events("nothing", 10)).isEmpty();
  }

  @Test
  default void messages_areKeptWhereASinkHasThemOrNobodyTriesAnyMore() {
    Subscription siem =
        new Subscription("siem", Severity.MEDIUM, WorkloadPattern.named("*"), false);
    Outbox outbox = new Outbox(database(), List.of(siem), () -> NOW);
    OutboxQueue queue = outbox.queue();
    Finding open = Findings.movedIn();
    SqlFindingStore store = new SqlFindingStore(database(), outbox);
    store.save(List.of(open));
    queue.delivered(queue.next("siem").orElseThrow());
    store.save(List.of(open.lasting(open.lastObserved(), Finding.Status.CLOSED)));
    queue.giveUp(queue.next("siem").orElseThrow(), "refused\u0000");
    assertThat(new SqlFindingHistory(database()).events(open.id(), 10))
        .containsExactly(
            new FindingEvent.Rated(open.detectedAt(), Severity.HIGH),
            new FindingEvent.Told(NOW, "siem", "opened"),
            new FindingEvent.NotTold(NOW, "siem", StorableText.of("refused\u0000")));
  }

  private static Finding rated(Finding like, Severity severity, Instant detectedAt) {
    return Findings.detectedAt(Findings.withSeverity(like, severity), detectedAt);
  }
}
