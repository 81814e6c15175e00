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

  /// Messages of one sink that were given up and are kept; the oldest go first.
  static final long MOST_DEAD = 1_000;

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

  /// Of a finding only the first that waits.
  private static final String NEXT =
      """
      select sink, sequence, kind, written_at, attempts, document from outbox one
      where sink = :sink and dead = 0 and due_at <= :now
        and not exists (
          select 1 from outbox before
          where before.sink = one.sink and before.finding_id = one.finding_id
            and before.dead = 0 and before.sequence < one.sequence)
      order by due_at, written_at, finding_id
      limit 1
      """;

  private static final String BACKLOG =
      """
      select coalesce(sum(1 - dead), 0) as waiting, coalesce(sum(dead), 0) as dead,
        min(case when dead = 0 then written_at end) as oldest
      from outbox where sink = :sink
      """;

  private static final String OPEN =
      """
      select document from finding
      where status = 'OPEN'
        and id in (select finding_id from told where sink = :sink and status = 'OPEN')
      order by id
      """;

  private static final String THIS =
      " where sink = :sink and finding_id = :id and sequence = :sequence";

  private final Database database;
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
    this.database = database;
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
    if (kind.isEmpty()) {
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

  private static void forget(String sink, String id, Handle handle) {
    handle
        .createUpdate("delete from outbox where sink = :sink and finding_id = :id and dead = 0")
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

  /// The message of a sink that is due; empty where none is. Messages of one finding come in their
  /// order.
  public Optional<OutboxEntry> next(String sink) {
    return database.read(
        "the outbox",
        handle ->
            handle
                .createQuery(NEXT)
                .bind("sink", sink)
                .bind("now", clock.millis())
                .map((row, context) -> entry(row))
                .findOne());
  }

  private static OutboxEntry entry(ResultSet row) throws SQLException {
    return new OutboxEntry(
        row.getString("sink"),
        row.getInt("sequence"),
        MessageKind.valueOf(row.getString("kind")),
        Instant.ofEpochMilli(row.getLong("written_at")),
        row.getInt("attempts"),
        SqlFindingStore.finding(row.getString("document")));
  }

  /// The sink has it.
  public void delivered(OutboxEntry entry) {
    update("delete from outbox" + THIS, entry);
  }

  /// It is sent again from this time on.
  public void postpone(OutboxEntry entry, Instant due, String error) {
    database.write(
        "the outbox",
        handle ->
            handle
                .createUpdate(
                    "update outbox set due_at = :due, attempts = attempts + 1, error = :error"
                        + THIS)
                .bind("due", due.toEpochMilli())
                .bind("error", error)
                .bind("sink", entry.sink())
                .bind("id", entry.finding().id())
                .bind("sequence", entry.sequence())
                .execute());
  }

  /// It is given up, and kept for people to see.
  public void giveUp(OutboxEntry entry, String error) {
    database.write(
        "the outbox",
        handle -> {
          handle
              .createUpdate(
                  "update outbox set dead = 1, attempts = attempts + 1, error = :error" + THIS)
              .bind("error", error)
              .bind("sink", entry.sink())
              .bind("id", entry.finding().id())
              .bind("sequence", entry.sequence())
              .execute();
          handle
              .createUpdate(
                  """
                  delete from outbox where sink = :sink and dead = 1 and written_at < (
                    select written_at from outbox where sink = :sink and dead = 1
                    order by written_at desc limit 1 offset :most)
                  """)
              .bind("sink", entry.sink())
              .bind("most", MOST_DEAD - 1)
              .execute();
        });
  }

  /// What was given up since this time waits again: a restart is when people have mended something.
  /// What was told of findings that are no longer kept is forgotten.
  public void begin(String sink, Instant since) {
    database.write(
        "the outbox",
        handle -> {
          handle
              .createUpdate(
                  "update outbox set dead = 0, due_at = :now"
                      + " where sink = :sink and dead = 1 and written_at >= :since")
              .bind("now", clock.millis())
              .bind("sink", sink)
              .bind("since", since.toEpochMilli())
              .execute();
          handle
              .createUpdate(
                  "delete from told"
                      + " where sink = :sink and finding_id not in (select id from finding)")
              .bind("sink", sink)
              .execute();
        });
  }

  /// The findings that a sink was told of and that are open, as they are now.
  public List<Finding> open(String sink) {
    return database
        .read(
            "open findings",
            handle -> handle.createQuery(OPEN).bind("sink", sink).mapTo(String.class).list())
        .stream()
        .map(SqlFindingStore::finding)
        .toList();
  }

  /// What a sink has not been told yet.
  public Backlog backlog(String sink) {
    return database.read(
        "the outbox",
        handle ->
            handle
                .createQuery(BACKLOG)
                .bind("sink", sink)
                .map((row, context) -> backlog(row))
                .one());
  }

  private static Backlog backlog(ResultSet row) throws SQLException {
    long oldestMillis = row.getLong("oldest");
    Optional<Instant> oldest =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldestMillis));
    return new Backlog(row.getLong("waiting"), oldest, row.getLong("dead"));
  }

  /// How many messages found no room since the start.
  public long withoutRoom(String sink) {
    LongAdder count = withoutRoom.get(sink);
    return count == null ? 0 : count.sum();
  }

  private void update(String sql, OutboxEntry entry) {
    database.write(
        "the outbox",
        handle ->
            handle
                .createUpdate(sql)
                .bind("sink", entry.sink())
                .bind("id", entry.finding().id())
                .bind("sequence", entry.sequence())
                .execute());
  }
}
