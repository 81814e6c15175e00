package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.message.MessageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What waits in an outbox, and what becomes of it. Safe for several threads.
public final class OutboxQueue {
  /// Messages of one sink that were given up and are kept; the oldest go first.
  static final long MOST_DEAD = 1_000;

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

  /// Unless the sink has a later one of the finding: numbers that were told and are no longer here
  /// were delivered.
  private static final String REVIVE =
      """
      update outbox set dead = 0, due_at = :now
      where sink = :sink and dead = 1 and written_at >= :since
        and (
          select count(*) from outbox later
          where later.sink = outbox.sink and later.finding_id = outbox.finding_id
            and later.sequence > outbox.sequence)
        = (
          select told.sequence - outbox.sequence from told
          where told.sink = outbox.sink and told.finding_id = outbox.finding_id)
      """;

  /// As long as a message of it is here its numbers are taken.
  private static final String FORGET =
      """
      delete from told
      where sink = :sink
        and finding_id not in (select id from finding)
        and finding_id not in (select finding_id from outbox where sink = :sink)
      """;

  private static final String OPEN =
      """
      select document from finding
      where status = 'OPEN'
        and id in (select finding_id from told where sink = :sink and status = 'OPEN')
        and not <quiet>
      order by id
      """;

  private static final String THIS =
      " where sink = :sink and finding_id = :id and sequence = :sequence";

  private final Database database;
  private final InstantSource clock;

  OutboxQueue(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
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
    database.write(
        "the outbox",
        handle -> {
          handle
              .createUpdate("delete from outbox" + THIS)
              .bind("sink", entry.sink())
              .bind("id", entry.finding().id())
              .bind("sequence", entry.sequence())
              .execute();
          SqlFindingHistory.told(entry, clock.instant(), handle);
        });
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
                .bind("error", StorableText.of(error))
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
              .bind("error", StorableText.of(error))
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
          SqlFindingHistory.notTold(entry, clock.instant(), error, handle);
        });
  }

  /// What was given up since this time waits again: a restart is when people have mended something.
  /// What the sink has a later message of stays given up: it would be told of the past as of now.
  /// What was told of findings that are no longer kept, nor waited for or given up, is forgotten.
  public void begin(String sink, Instant since) {
    database.write(
        "the outbox",
        handle -> {
          handle
              .createUpdate(REVIVE)
              .bind("now", clock.millis())
              .bind("sink", sink)
              .bind("since", since.toEpochMilli())
              .execute();
          handle.createUpdate(FORGET).bind("sink", sink).execute();
        });
  }

  /// The findings that a sink was told of and that are open, as they are now, but for those that
  /// people suppressed or closed.
  public List<Finding> open(String sink) {
    return database
        .read(
            "open findings",
            handle ->
                handle
                    .createQuery(OPEN)
                    .define("quiet", HandlingNow.IS_QUIET)
                    .bind("sink", sink)
                    .bind("now", clock.millis())
                    .mapTo(String.class)
                    .list())
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
    return new Backlog(row.getLong("waiting"), Columns.time(row, "oldest"), row.getLong("dead"));
  }
}
