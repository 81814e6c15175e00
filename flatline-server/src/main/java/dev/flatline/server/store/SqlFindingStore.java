package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.JudgedStore;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.formats.finding.FindingJsonDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// Findings in an SQL database.
public final class SqlFindingStore implements JudgedStore {
  private static final String SAVE =
      """
      insert into finding
        (id, workload, labels, severity, status, detected_at, last_observed, cost, document)
      values
        (:id, :workload, :labels, :severity, :status, :detectedAt, :lastObserved, :cost, :document)
      on conflict (id) do update set
        workload = excluded.workload, labels = excluded.labels, severity = excluded.severity, status = excluded.status,
        detected_at = excluded.detected_at, last_observed = excluded.last_observed,
        cost = excluded.cost, document = excluded.document
      """;

  private static final String FIND =
      """
      select document from finding
      where severity >= :severity
        and (:status = '' or status = :status)
        and (:workload = '' or workload like :workload escape '!')
        and <among>
        and <handling> in (<handlings>)
        and (<key>, detected_at, id) < (:key, :detectedAt, :id)
      order by <key> desc, detected_at desc, id desc
      limit :limit
      """;

  /// So many likely findings are read at a time where most may be of others: a page of a few must
  /// not be asked for thousands of times.
  private static final int LEAST_STEP = 500;

  private final Database database;
  private final Outbox outbox;
  private final WorkloadMemories memories;

  /// Those of a database, of which nobody is told.
  public SqlFindingStore(Database database) {
    this(database, new Outbox(database, List.of(), InstantSource.system()));
  }

  /// Those of a database.
  ///
  /// @param outbox where is written what sinks are told of them
  public SqlFindingStore(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
    this.memories = new WorkloadMemories(database);
  }

  @Override
  public void save(Collection<Finding> findings) {
    save(findings, Map.of());
  }

  @Override
  public void save(Collection<Finding> findings, Map<String, byte[]> memories) {
    if (!findings.isEmpty()) {
      database.write(
          "findings",
          handle -> {
            save(findings, handle);
            SqlFindingHistory.rated(findings, handle);
            outbox.write(findings, handle);
            this.memories.save(memories, handle);
          });
    }
  }

  /// Writes a finding, reads it back, and takes it back: what is kept is as before, and nobody saw
  /// anything.
  ///
  /// @return what was read
  /// @throws StoreException where it cannot be written or read
  public Finding rehearse(Finding finding) {
    AtomicReference<String> read = new AtomicReference<>();
    database.write(
        "a finding",
        handle -> {
          save(List.of(finding), handle);
          read.set(
              handle
                  .createQuery("select document from finding where id = :id")
                  .bind("id", finding.id())
                  .mapTo(String.class)
                  .one());
          handle.rollback();
        });
    return finding(Objects.requireNonNull(read.get()));
  }

  @Override
  public Collection<byte[]> memories() {
    return memories.all();
  }

  @Override
  public void markMemories() {
    memories.mark();
  }

  @Override
  public void forgetMemories() {
    memories.forget();
  }

  private static void save(Collection<Finding> findings, Handle handle) {
    try (PreparedBatch batch = handle.prepareBatch(SAVE)) {
      for (Finding finding : findings) {
        batch
            .bind("id", finding.id())
            .bind("workload", WorkloadCondition.searchable(finding.workload().name()))
            .bind("labels", WorkloadCondition.searchable(finding.workload().labels()))
            .bind("severity", finding.severity().ordinal())
            .bind("status", finding.status().name())
            .bind("detectedAt", finding.detectedAt().toEpochMilli())
            .bind("lastObserved", finding.lastObserved().toEpochMilli())
            .bind("cost", FindingQuery.Order.COST.of(finding).key())
            .bind("document", FindingJson.encode(finding))
            .add();
      }
      batch.execute();
    }
  }

  @Override
  public Optional<Finding> find(String id) {
    return read(
            handle ->
                handle
                    .createQuery("select document from finding where id = :id")
                    .bind("id", StorableText.of(id)))
        .stream()
        .findFirst();
  }

  @Override
  public List<Finding> find(FindingQuery query) {
    return find(query, WorkloadSelection.EVERYTHING);
  }

  /// Those of some workloads that a query asks for, in its order.
  public List<Finding> find(FindingQuery query, WorkloadSelection among) {
    List<Finding> found = new ArrayList<>();
    int step = query.limit();
    WorkloadCondition condition = new WorkloadCondition(among);
    FindingQuery next = query;
    while (true) {
      List<Finding> likely = likely(next, step, condition);
      likely.stream()
          .filter(finding -> among.contains(finding.workload()))
          .filter(finding -> isCalled(query.workload(), finding))
          .limit(query.limit() - found.size())
          .forEach(found::add);
      if (found.size() == query.limit() || likely.size() < step) {
        return found;
      }
      next = after(likely.getLast(), query);
      step = Math.max(step, LEAST_STEP);
    }
  }

  /// What is kept to search in has lost its case.
  private static boolean isCalled(FindingQuery.Called called, Finding finding) {
    return !called.whole() || called.text().equals(finding.workload().name());
  }

  /// Which of these ids are those of findings of some workloads.
  public Set<String> among(Collection<String> ids, WorkloadSelection among) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    List<String> wanted = ids.stream().map(StorableText::of).distinct().toList();
    return read(
            handle ->
                handle
                    .createQuery("select document from finding where id in (<ids>)")
                    .bindList("ids", wanted))
        .stream()
        .filter(finding -> among.contains(finding.workload()))
        .map(Finding::id)
        .collect(Collectors.toSet());
  }

  private static FindingQuery after(Finding last, FindingQuery query) {
    return new FindingQuery(
        query.atLeast(),
        query.status(),
        query.workload(),
        query.handled(),
        query.order(),
        Optional.of(query.order().of(last)),
        query.limit());
  }

  private List<Finding> likely(FindingQuery query, int most, WorkloadCondition among) {
    FindingQuery.Place after =
        query.after().orElse(new FindingQuery.Place(Long.MAX_VALUE, Long.MAX_VALUE, ""));
    return read(
        handle ->
            handle
                .createQuery(FIND)
                .define("among", among.sql())
                .bindMap(among.bound())
                .bind("severity", query.atLeast().ordinal())
                .bind("status", query.status().map(Enum::name).orElse(""))
                .bind("workload", like(query.workload()))
                .define("handling", HandlingNow.SQL)
                .bindList("handlings", query.handled().states().stream().map(Enum::name).toList())
                .bind("now", query.handled().at().toEpochMilli())
                .define("key", column(query.order()))
                .bind("key", after.key())
                .bind("detectedAt", after.detectedMillis())
                .bind("id", after.id())
                .bind("limit", most));
  }

  /// A pattern of SQL for a name or a part of one; empty for all names.
  private static String like(FindingQuery.Called called) {
    String text = WorkloadCondition.searchable(called.text()).replaceAll("([!%_])", "!$1");
    return called.whole() || text.isEmpty() ? text : "%" + text + "%";
  }

  private static String column(FindingQuery.Order order) {
    return switch (order) {
      case DETECTED -> "detected_at";
      case SEVERITY -> "severity";
      case OBSERVED -> "last_observed";
      case COST -> "cost";
    };
  }

  private interface Asked {
    Query of(Handle handle);
  }

  private List<Finding> read(Asked asked) {
    return database.read("findings", handle -> asked.of(handle).mapTo(String.class).list()).stream()
        .map(SqlFindingStore::finding)
        .toList();
  }

  static Finding finding(String document) {
    try {
      byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
      return FindingJsonDecoder.decode(new ByteArrayInputStream(bytes)).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
