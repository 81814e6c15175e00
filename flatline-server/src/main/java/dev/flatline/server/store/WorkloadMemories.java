package dev.flatline.server.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What the judgement remembers of workloads, beside the findings that were told of them.
final class WorkloadMemories {
  private static final String WHAT = "the memories of workloads";

  private static final String SAVE =
      """
      insert into memory (id, record, mark) values (:id, :record, :mark)
      on conflict (id) do update set record = excluded.record, mark = excluded.mark
      """;

  private final Database database;
  private volatile long mark;

  WorkloadMemories(Database database) {
    this.database = database;
  }

  /// Keeps these in the transaction of a handle.
  void save(Map<String, byte[]> memories, Handle handle) {
    if (memories.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(SAVE)) {
      memories.forEach(
          (workload, record) ->
              batch
                  .bind("id", id(workload))
                  .bind("record", Base64.getEncoder().encodeToString(record))
                  .bind("mark", mark)
                  .add());
      batch.execute();
    }
  }

  /// A key of the same length whatever the name is; the record has the name.
  private static String id(String workload) {
    return UUID.nameUUIDFromBytes(workload.getBytes(StandardCharsets.UTF_8)).toString();
  }

  List<byte[]> all() {
    return database
        .read(
            WHAT,
            handle -> handle.createQuery("select record from memory").mapTo(String.class).list())
        .stream()
        .map(Base64.getDecoder()::decode)
        .toList();
  }

  /// Tells what is kept from now on from all that is there, of whichever process.
  void mark() {
    mark =
        database.read(
            WHAT,
            handle ->
                handle
                    .createQuery("select coalesce(max(mark), 0) + 1 from memory")
                    .mapTo(Long.class)
                    .one());
  }

  /// Forgets what was kept before the last mark.
  void forget() {
    database.write(WHAT, handle -> handle.execute("delete from memory where mark <> ?", mark));
  }
}
