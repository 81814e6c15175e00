package dev.flatline.server.store;

import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.audit.AuditQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The audit log in an SQL database.
public final class SqlAuditLog implements AuditLog {
  /// Who does what nobody asked for.
  public static final Actor SERVER = new Actor("flatline", "");

  private static final String WRITE =
      """
      insert into audit (happened_at, actor, address, what, subject, outcome, detail)
      values (:at, :actor, :address, :what, :subject, :outcome, :detail)
      """;

  private static final String FIND =
      """
      select * from audit
      where (:who = '' or actor = :who)
        and happened_at >= :from and happened_at < :to and number < :after
      order by number desc
      limit :limit
      """;

  /// What a request says can be of any length; what tells it apart stands at its beginning.
  private static final int LONGEST_TEXT = 2_000;

  private final Database database;

  /// That of a database.
  public SqlAuditLog(Database database) {
    this.database = database;
  }

  @Override
  public void write(AuditEntry entry) {
    database.write("the audit log", handle -> write(entry, handle));
  }

  /// Writes an entry in the transaction of what it tells of.
  static void write(AuditEntry entry, Handle handle) {
    handle
        .createUpdate(WRITE)
        .bind("at", entry.at().toEpochMilli())
        .bind("actor", StorableText.of(entry.by().name()))
        .bind("address", StorableText.of(entry.by().address(), LONGEST_TEXT))
        .bind("what", entry.what())
        .bind("subject", StorableText.of(entry.subject(), LONGEST_TEXT))
        .bind("outcome", entry.outcome().name())
        .bind("detail", StorableText.of(entry.detail(), LONGEST_TEXT))
        .execute();
  }

  @Override
  public List<Numbered> find(AuditQuery query) {
    return database.read(
        "the audit log",
        handle ->
            handle
                .createQuery(FIND)
                .bind("who", StorableText.of(query.who()))
                .bind("from", query.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE))
                .bind("to", query.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE))
                .bind("after", query.after().orElse(Long.MAX_VALUE))
                .bind("limit", query.limit())
                .map((row, context) -> numbered(row))
                .list());
  }

  private static Numbered numbered(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong("number"),
        new AuditEntry(
            Instant.ofEpochMilli(row.getLong("happened_at")),
            new Actor(row.getString("actor"), row.getString("address")),
            row.getString("what"),
            row.getString("subject"),
            AuditEntry.Outcome.valueOf(row.getString("outcome")),
            row.getString("detail")));
  }
}
