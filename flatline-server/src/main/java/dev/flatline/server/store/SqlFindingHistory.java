package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingEvent;
import dev.flatline.core.finding.FindingHistory;
import dev.flatline.core.finding.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What became of findings, in an SQL database.
public final class SqlFindingHistory implements FindingHistory {
  private static final String RATE =
      """
      insert into finding_event (finding_id, kind, happened_at, severity, sink, detail)
      select id, 'RATED', detected_at, severity, '', '' from finding
      where id = :id and severity <> coalesce(
        (select severity from finding_event where finding_id = :id and kind = 'RATED'
          order by number desc limit 1), -1)
      """;

  private static final String TELL =
      """
      insert into finding_event (finding_id, kind, happened_at, severity, sink, detail)
      select id, :kind, :at, severity, :sink, :detail from finding where id = :id
      """;

  private static final String EVENTS =
      "select * from finding_event where finding_id = :id order by number desc limit :limit";

  private final Database database;

  /// That of a database.
  public SqlFindingHistory(Database database) {
    this.database = database;
  }

  @Override
  public List<FindingEvent> events(String findingId, int limit) {
    return database
        .read(
            "what became of a finding",
            handle ->
                handle
                    .createQuery(EVENTS)
                    .bind("id", StorableText.of(findingId))
                    .bind("limit", limit)
                    .map((row, context) -> event(row))
                    .list())
        .reversed();
  }

  private static FindingEvent event(ResultSet row) throws SQLException {
    Instant at = Instant.ofEpochMilli(row.getLong("happened_at"));
    return switch (Kind.valueOf(row.getString("kind"))) {
      case RATED -> new FindingEvent.Rated(at, Severity.values()[row.getInt("severity")]);
      case TOLD -> new FindingEvent.Told(at, row.getString("sink"), row.getString("detail"));
      case NOT_TOLD -> new FindingEvent.NotTold(at, row.getString("sink"), row.getString("detail"));
    };
  }

  private enum Kind {
    RATED,
    TOLD,
    NOT_TOLD
  }

  /// Findings that were just kept, each where its severity is another than it was.
  static void rated(Collection<Finding> findings, Handle handle) {
    try (PreparedBatch batch = handle.prepareBatch(RATE)) {
      findings.forEach(finding -> batch.bind("id", finding.id()).add());
      batch.execute();
    }
  }

  /// A sink has a message.
  static void told(OutboxEntry entry, Instant at, Handle handle) {
    write(Kind.TOLD, entry, at, entry.kind().label(), handle);
  }

  /// A message was given up.
  static void notTold(OutboxEntry entry, Instant at, String reason, Handle handle) {
    write(Kind.NOT_TOLD, entry, at, reason, handle);
  }

  private static void write(
      Kind kind, OutboxEntry entry, Instant at, String detail, Handle handle) {
    handle
        .createUpdate(TELL)
        .bind("kind", kind.name())
        .bind("at", at.toEpochMilli())
        .bind("sink", entry.sink())
        .bind("detail", StorableText.of(detail))
        .bind("id", entry.finding().id())
        .execute();
  }
}
