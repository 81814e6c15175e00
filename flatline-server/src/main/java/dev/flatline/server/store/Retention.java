package dev.flatline.server.store;

import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.config.RetentionConfig;
import java.time.Instant;

/// Removes what has been kept long enough, a little at a time. A finding whose behaviour goes on is
/// never removed; what people did with one goes with it.
public final class Retention {
  /// Whoever writes meanwhile waits for one such part: some milliseconds.
  private static final int PART = 500;

  private static final String FINDINGS =
      """
      delete from finding where id in (
        select id from finding where status = 'CLOSED' and last_observed < :before limit :part)
      """;

  private static final String AUDIT =
      """
      delete from audit where number in (
        select number from audit where happened_at < :before order by number limit :part)
      """;

  private final Database database;
  private final RetentionConfig lasting;

  /// @param lasting how long things are kept
  public Retention(Database database, RetentionConfig lasting) {
    this.database = database;
    this.lasting = lasting;
  }

  /// Removes what is too old at this time, and tells the audit log where there was any.
  ///
  /// @throws StoreException where the store takes nothing; what was removed stays removed
  public void apply(Instant now) {
    long findings = removeAll(FINDINGS, now.minus(lasting.findings()));
    long entries = removeAll(AUDIT, now.minus(lasting.audit()));
    if (findings + entries > 0) {
      new SqlAuditLog(database)
          .write(
              AuditEntry.done(
                  now,
                  SqlAuditLog.SERVER,
                  "store.retention",
                  "",
                  "%,d findings and %,d audit entries were kept long enough"
                      .formatted(findings, entries)));
    }
  }

  private long removeAll(String statement, Instant before) {
    long removed = 0;
    int[] part = {PART};
    while (part[0] == PART) {
      database.write(
          "what was kept long enough",
          handle ->
              part[0] =
                  handle
                      .createUpdate(statement)
                      .bind("before", before.toEpochMilli())
                      .bind("part", PART)
                      .execute());
      removed += part[0];
    }
    return removed;
  }
}
