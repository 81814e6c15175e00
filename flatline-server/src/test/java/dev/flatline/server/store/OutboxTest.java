package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.message.MessageKind;
import dev.flatline.testkit.Findings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Subscription SIEM = subscription("siem", Severity.MEDIUM, false);
  private static final Subscription ALERTS = subscription("alerts", Severity.MEDIUM, true);

  @TempDir private Path path;

  private Instant now = Findings.MOVED_IN_AT.plus(Duration.ofHours(4));
  private final InstantSource clock = () -> now;
  private DataFolder folder;
  private Outbox outbox;
  private SqlFindingStore store;

  @BeforeEach
  void open() {
    open(Outbox.MOST_WAITING, SIEM);
  }

  private void open(long mostWaiting, Subscription... subscriptions) {
    if (folder != null) {
      folder.close();
    }
    folder = DataFolder.take(path);
    Database database = Database.embedded(folder);
    outbox = new Outbox(database, List.of(subscriptions), clock, mostWaiting);
    store = new SqlFindingStore(database, outbox);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void aFindingThatOpensGrowsRisesAndEnds_isToldThreeTimesInOrder() {
    store.save(List.of(medium(1)));
    store.save(List.of(medium(2)));
    store.save(List.of(high(3)));
    store.save(List.of(high(4)));
    store.save(List.of(closed(5)));

    List<OutboxEntry> told = deliverAll("siem");

    assertThat(told)
        .extracting(OutboxEntry::kind)
        .containsExactly(MessageKind.OPENED, MessageKind.CHANGED, MessageKind.CLOSED);
    assertThat(told)
        .extracting(OutboxEntry::finding)
        .containsExactly(medium(1), high(3), closed(5));
    assertThat(told)
        .extracting(OutboxEntry::deliveryId)
        .containsExactly(
            "siem-7f3a9c1e20b44d15-1", "siem-7f3a9c1e20b44d15-2", "siem-7f3a9c1e20b44d15-3");
  }

  @Test
  void whatWaits_outlivesTheProcess_underTheSameId() {
    store.save(List.of(high(1)));
    OutboxEntry before = outbox.queue().next("siem").orElseThrow();

    open();

    assertThat(outbox.queue().next("siem")).contains(before);
    outbox.queue().delivered(before);
    open();
    assertThat(outbox.queue().next("siem")).isEmpty();
  }

  @Test
  void aPastThatIsLivedThroughAgain_isToldNobody() {
    store.save(List.of(medium(1)));
    store.save(List.of(high(3)));
    store.save(List.of(closed(5)));
    deliverAll("siem");

    open();
    store.save(List.of(medium(1)));
    store.save(List.of(medium(2)));
    store.save(List.of(high(4)));
    store.save(List.of(closed(5)));

    assertThat(outbox.queue().next("siem")).isEmpty();
  }

  @Test
  void aReplayOfAnOpenFinding_isToldNobody() {
    store.save(List.of(medium(1)));
    store.save(List.of(high(3)));
    deliverAll("siem");

    store.save(List.of(medium(2)));

    assertThat(outbox.queue().next("siem")).isEmpty();
  }

  @Test
  void onlyTheLastStateMatters_whereTheSinkSaysSo() {
    open(Outbox.MOST_WAITING, SIEM, ALERTS);
    store.save(List.of(medium(1)));
    store.save(List.of(high(3)));
    store.save(List.of(closed(5)));

    assertThat(deliverAll("alerts"))
        .extracting(OutboxEntry::kind)
        .containsExactly(MessageKind.CLOSED);
    assertThat(deliverAll("siem")).hasSize(3);
  }

  @Test
  void belowTheLowestSeverity_isNotTold_untilItRises() {
    store.save(List.of(withSeverity(Severity.LOW, 1)));
    assertThat(outbox.queue().next("siem")).isEmpty();

    store.save(List.of(high(2)));
    store.save(List.of(withSeverity(Severity.LOW, 3)));

    assertThat(deliverAll("siem"))
        .extracting(OutboxEntry::kind)
        .containsExactly(MessageKind.OPENED, MessageKind.CHANGED);
  }

  @Test
  void otherWorkloads_areNotTold() {
    open(
        Outbox.MOST_WAITING,
        new Subscription("shop", Severity.LOW, WorkloadPattern.named("shop/*"), false));
    store.save(List.of(Findings.named("data/CronJob/sort"), high(1)));

    assertThat(deliverAll("shop")).extracting(OutboxEntry::finding).containsExactly(high(1));
  }

  @Test
  void whatWasOverLongBeforeItWasKnown_isNotTold() {
    now = closed(5).lastObserved().plus(Told.HISTORY_AFTER).plusSeconds(1);
    store.save(List.of(closed(5)));
    assertThat(outbox.queue().next("siem")).isEmpty();
  }

  @Test
  void whatWasJustOverBeforeItWasKnown_isToldOnce() {
    now = closed(5).lastObserved().plusSeconds(60);
    store.save(List.of(closed(5)));
    store.save(List.of(closed(5)));
    assertThat(deliverAll("siem"))
        .extracting(OutboxEntry::kind)
        .containsExactly(MessageKind.CLOSED);
  }

  @Test
  void aLaterMessageOfTheSameFinding_waitsForTheEarlier_othersDoNot() {
    store.save(List.of(medium(1)));
    store.save(List.of(high(3)));
    outbox.queue().postpone(outbox.queue().next("siem").orElseThrow(), now.plusSeconds(60), "down");
    store.save(List.of(Findings.named("other")));

    assertThat(outbox.queue().next("siem"))
        .map(OutboxEntry::finding)
        .contains(Findings.named("other"));
    outbox.queue().delivered(outbox.queue().next("siem").orElseThrow());
    assertThat(outbox.queue().next("siem")).isEmpty();

    now = now.plusSeconds(60);
    OutboxEntry first = outbox.queue().next("siem").orElseThrow();
    assertThat(first.finding()).isEqualTo(medium(1));
    assertThat(first.attempts()).isEqualTo(1);
  }

  @Test
  void whereThereIsNoRoom_aFindingCountsAsNotTold_andIsToldWhenItGrows() {
    open(1, SIEM);
    store.save(List.of(Findings.named("first"), high(1)));
    assertThat(outbox.withoutRoom("siem")).isEqualTo(1);
    assertThat(deliverAll("siem")).hasSize(1);

    store.save(List.of(high(2)));

    assertThat(deliverAll("siem"))
        .extracting(OutboxEntry::kind, OutboxEntry::finding)
        .containsExactly(tuple(MessageKind.OPENED, high(2)));
  }

  @Test
  void whatWasGivenUp_isKeptCounted_andTriedAgainAtTheNextStart() {
    store.save(List.of(medium(1)));
    store.save(List.of(high(3)));
    outbox.queue().giveUp(outbox.queue().next("siem").orElseThrow(), "HTTP 400");

    assertThat(outbox.queue().backlog("siem")).isEqualTo(new Backlog(1, Optional.of(now), 1));
    assertThat(outbox.queue().next("siem")).map(OutboxEntry::finding).contains(high(3));

    outbox.queue().begin("siem", now.minusSeconds(1));
    assertThat(outbox.queue().backlog("siem")).isEqualTo(new Backlog(2, Optional.of(now), 0));
    assertThat(outbox.queue().next("siem")).map(OutboxEntry::finding).contains(medium(1));
  }

  @Test
  void open_isWhatTheSinkWasToldOfAndIsNotOver() {
    store.save(List.of(high(1), Findings.batchJob()));
    assertThat(outbox.queue().open("siem")).containsExactly(high(1));
    store.save(List.of(high(2)));
    assertThat(outbox.queue().open("siem")).containsExactly(high(2));
    store.save(List.of(closed(5)));
    assertThat(outbox.queue().open("siem")).isEmpty();
  }

  @Test
  void whatIsNoLongerKept_isForgottenAtTheNextStart() {
    store.save(List.of(high(1)));
    deliverAll("siem");
    execute("delete from finding");

    outbox.queue().begin("siem", now);
    store.save(List.of(high(1)));

    assertThat(deliverAll("siem"))
        .extracting(OutboxEntry::kind)
        .containsExactly(MessageKind.OPENED);
  }

  @Test
  void aFindingThatIsNotKept_isNotTold_andTheOtherWayRound() {
    Finding broken = Findings.named("x".repeat(10));
    execute("drop table told");
    assertThatThrownBy(() -> store.save(List.of(broken))).isInstanceOf(StoreException.class);
    assertThat(store.find(broken.id())).isEmpty();
  }

  private void execute(String sql) {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
        Statement statement = raw.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<OutboxEntry> deliverAll(String sink) {
    List<OutboxEntry> all = new ArrayList<>();
    Optional<OutboxEntry> next = outbox.queue().next(sink);
    while (next.isPresent()) {
      all.add(next.get());
      outbox.queue().delivered(next.get());
      next = outbox.queue().next(sink);
    }
    return all;
  }

  private static Subscription subscription(String sink, Severity atLeast, boolean lastStateOnly) {
    return new Subscription(sink, atLeast, WorkloadPattern.named("*"), lastStateOnly);
  }

  private static Finding medium(int hours) {
    return withSeverity(Severity.MEDIUM, hours);
  }

  private static Finding high(int hours) {
    return withSeverity(Severity.HIGH, hours);
  }

  private static Finding closed(int hours) {
    return high(hours)
        .lasting(Findings.MOVED_IN_AT.plus(Duration.ofHours(hours)), Finding.Status.CLOSED);
  }

  private static Finding withSeverity(Severity severity, int hours) {
    return Findings.withSeverity(Findings.movedIn(), severity)
        .lasting(Findings.MOVED_IN_AT.plus(Duration.ofHours(hours)), Finding.Status.OPEN);
  }
}
