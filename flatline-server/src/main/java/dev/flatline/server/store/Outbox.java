package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.formats.message.MessageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;

/// What sinks are to be told, written in the transaction that keeps the findings themselves: so a
/// message is there when its finding is, and is gone when its sink has it. Safe for several
/// threads.
public final class Outbox {
  /// Messages of one sink that may wait: about 50 MB. Where there is no more room nothing is
  /// written, and the finding counts as not told: it is told when it next grows.
  static final long MOST_WAITING = 10_000;

  private static final String TELL =
      """
      insert into told (sink, finding_id, sequence, severity, status, last_observed)
      values (:sink, :id, :sequence, :severity, :status, :lastObserved)
      on conflict (sink, finding_id) do update set
        sequence = excluded.sequence, severity = excluded.severity, status = excluded.status,
        last_observed = excluded.last_observed
      """;

  private static final String WRITE =
      """
      insert into outbox
        (sink, finding_id, sequence, kind, written_at, due_at, attempts, dead, error, document)
      values (:sink, :id, :sequence, :kind, :now, :now, 0, 0, '', :document)
      """;

  private final OutboxQueue queue;
  private final List<Subscription> subscriptions;
  private final InstantSource clock;
  private final Map<String, LongAdder> withoutRoom = new ConcurrentHashMap<>();
  private final long mostWaiting;

  /// @param subscriptions one of each sink
  public Outbox(Database database, List<Subscription> subscriptions, InstantSource clock) {
    this(database, subscriptions, clock, MOST_WAITING);
  }

  Outbox(
      Database database, List<Subscription> subscriptions, InstantSource clock, long mostWaiting) {
    this.queue = new OutboxQueue(database, clock);
    this.subscriptions = List.copyOf(subscriptions);
    this.clock = clock;
    this.mostWaiting = mostWaiting;
  }

  /// Writes what sinks are to be told of these findings, in the transaction that keeps them.
  void write(Collection<Finding> findings, Handle handle) {
    for (Subscription subscription : subscriptions) {
      long room = mostWaiting - waiting(subscription.sink(), handle);
      for (Finding finding : findings) {
        room -= write(subscription, finding, room, handle);
      }
    }
  }

  /// How many messages were written: 0 or 1.
  private int write(Subscription subscription, Finding finding, long room, Handle handle) {
    Optional<Told> before = told(subscription.sink(), finding.id(), handle);
    Instant now = clock.instant();
    Optional<MessageKind> kind =
        before.isPresent() ? before.get().next(finding) : Told.first(subscription, finding, now);
    boolean endsWhatWasTold =
        before.isPresent() && kind.filter(MessageKind.CLOSED::equals).isPresent();
    if (kind.isEmpty() || (!endsWhatWasTold && isQuiet(finding, now, handle))) {
      return 0;
    }
    if (room <= 0) {
      withoutRoom.computeIfAbsent(subscription.sink(), sink -> new LongAdder()).increment();
      return 0;
    }
    if (subscription.lastStateOnly()) {
      forget(subscription.sink(), finding.id(), handle);
    }
    int sequence = before.map(Told::sequence).orElse(0) + 1;
    tell(subscription.sink(), finding, sequence, handle);
    handle
        .createUpdate(WRITE)
        .bind("sink", subscription.sink())
        .bind("id", finding.id())
        .bind("sequence", sequence)
        .bind("kind", kind.get().name())
        .bind("now", now.toEpochMilli())
        .bind("document", FindingJson.encode(finding))
        .execute();
    return 1;
  }

  /// Whether people suppressed or closed it, as it is in the transaction that keeps it.
  private static boolean isQuiet(Finding finding, Instant now, Handle handle) {
    return handle
            .createQuery("select count(*) from finding where id = :id and <quiet>")
            .define("quiet", HandlingNow.IS_QUIET)
            .bind("id", finding.id())
            .bind("now", now.toEpochMilli())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static void tell(String sink, Finding finding, int sequence, Handle handle) {
    handle
        .createUpdate(TELL)
        .bind("sink", sink)
        .bind("id", finding.id())
        .bind("sequence", sequence)
        .bind("severity", finding.severity().ordinal())
        .bind("status", finding.status().name())
        .bind("lastObserved", finding.lastObserved().toEpochMilli())
        .execute();
  }

  /// Also what was given up: only the newest state counts.
  private static void forget(String sink, String id, Handle handle) {
    handle
        .createUpdate("delete from outbox where sink = :sink and finding_id = :id")
        .bind("sink", sink)
        .bind("id", id)
        .execute();
  }

  private static long waiting(String sink, Handle handle) {
    return handle
        .createQuery("select count(*) from outbox where sink = :sink and dead = 0")
        .bind("sink", sink)
        .mapTo(Long.class)
        .one();
  }

  private static Optional<Told> told(String sink, String id, Handle handle) {
    return handle
        .createQuery(
            "select sequence, severity, status, last_observed from told"
                + " where sink = :sink and finding_id = :id")
        .bind("sink", sink)
        .bind("id", id)
        .map((row, context) -> told(row))
        .findOne();
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        row.getInt("sequence"),
        Severity.values()[row.getInt("severity")],
        Finding.Status.valueOf(row.getString("status")),
        Instant.ofEpochMilli(row.getLong("last_observed")));
  }

  /// What waits in it.
  public OutboxQueue queue() {
    return queue;
  }

  /// How many messages found no room since the start.
  public long withoutRoom(String sink) {
    LongAdder count = withoutRoom.get(sink);
    return count == null ? 0 : count.sum();
  }
}
