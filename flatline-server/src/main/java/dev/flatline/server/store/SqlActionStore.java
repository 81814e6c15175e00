package dev.flatline.server.store;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Actor;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.audit.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What people do with findings, in an SQL database. The audit log tells of it in the same
/// transaction.
public final class SqlActionStore implements ActionStore {
  private static final String ACT =
      """
      insert into finding_action
        (finding_id, kind, severity, actor, address, happened_at, reason, until_at)
      select id, :kind, severity, :actor, :address, :at, :reason, cast(:until as bigint)
      from finding where id = :id
      """;

  /// Rows are locked in one order, so that two who act on the same findings wait for each other.
  private static final String KNOWN =
      "select id from finding where id in (<ids>) order by id <locked>";

  private static final String HANDLE =
      """
      update finding
      set handling = :handling, handled_severity = severity, handled_until = :until
      where id in (<ids>)
      """;

  private static final String ACTIONS =
      "select * from finding_action where finding_id = :id order by number desc limit :limit";

  private static final String DECISIONS =
      """
      select finding_action.*, finding.severity as severity_now
      from finding_action join finding on finding.id = finding_action.finding_id
      where number in (
        select max(number) from finding_action
        where kind <> 'COMMENT' and finding_id in (<ids>) group by finding_id)
      """;

  private final Database database;

  /// Those of a database.
  public SqlActionStore(Database database) {
    this.database = database;
  }

  @Override
  public Set<String> act(Collection<String> findingIds, Action action) {
    Set<String> ids = new LinkedHashSet<>(findingIds);
    Set<String> unknown = new LinkedHashSet<>(ids);
    if (!ids.isEmpty()) {
      database.write("what was done", handle -> act(ids, unknown, action, handle));
    }
    return unknown;
  }

  private static void act(Set<String> ids, Set<String> unknown, Action action, Handle handle) {
    handle
        .createQuery(KNOWN)
        .bindList("ids", ids.stream().map(StorableText::of).toList())
        .mapTo(String.class)
        .forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      return;
    }
    insert(ids, action, handle);
    if (action.kind() != Action.Kind.COMMENT) {
      handle
          .createUpdate(HANDLE)
          .bind("handling", Handling.stateAfter(action.kind()).name())
          .bind("until", action.until().map(Instant::toEpochMilli).orElse(0L))
          .bindList("ids", ids)
          .execute();
    }
    for (String id : ids) {
      SqlAuditLog.write(entry(id, action), handle);
    }
  }

  private static void insert(Set<String> ids, Action action, Handle handle) {
    try (PreparedBatch batch = handle.prepareBatch(ACT)) {
      for (String id : ids) {
        batch
            .bind("id", id)
            .bind("kind", action.kind().name())
            .bind("actor", StorableText.of(action.by().name()))
            .bind("address", StorableText.of(action.by().address()))
            .bind("at", action.at().toEpochMilli())
            .bind("reason", StorableText.of(action.reason()))
            .bind("until", action.until().map(Instant::toEpochMilli).orElse(null))
            .add();
      }
      batch.execute();
    }
  }

  private static AuditEntry entry(String id, Action action) {
    String until = action.until().map(time -> "until " + time + ": ").orElse("");
    return AuditEntry.done(
        action.at(), action.by(), "finding." + action.kind().label(), id, until + action.reason());
  }

  @Override
  public List<FindingAction> actions(String findingId, int limit) {
    return database.read(
        "what was done",
        handle ->
            handle
                .createQuery(ACTIONS)
                .bind("id", StorableText.of(findingId))
                .bind("limit", limit)
                .map((row, context) -> action(row))
                .list());
  }

  @Override
  public Map<String, Handling> handlings(Collection<String> findingIds, Instant at) {
    if (findingIds.isEmpty()) {
      return Map.of();
    }
    Map<String, Handling> handlings = new HashMap<>();
    database
        .read(
            "what was done",
            handle ->
                handle
                    .createQuery(DECISIONS)
                    .bindList("ids", Set.copyOf(findingIds))
                    .map((row, context) -> handling(row, at))
                    .list())
        .forEach(one -> handlings.put(one.getKey(), one.getValue()));
    return handlings;
  }

  private static Map.Entry<String, Handling> handling(ResultSet row, Instant at)
      throws SQLException {
    FindingAction newest = action(row);
    Severity now = Severity.values()[row.getInt("severity_now")];
    return Map.entry(newest.findingId(), Handling.of(newest, now, at));
  }

  private static FindingAction action(ResultSet row) throws SQLException {
    return new FindingAction(
        row.getString("finding_id"),
        Severity.values()[row.getInt("severity")],
        new Action(
            Action.Kind.valueOf(row.getString("kind")),
            new Actor(row.getString("actor"), row.getString("address")),
            Instant.ofEpochMilli(row.getLong("happened_at")),
            row.getString("reason"),
            Columns.time(row, "until_at")));
  }
}
