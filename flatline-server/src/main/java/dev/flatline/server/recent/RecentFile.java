package dev.flatline.server.recent;

import dev.flatline.formats.DecodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What workloads did, in a SQLite file that may be lost: nothing waits for the disk. A file that
/// is
/// damaged, or of another version, is set aside, and a new one begun.
final class RecentFile {
  private static final Logger LOG = LoggerFactory.getLogger(RecentFile.class);

  /// In the file as `user_version`.
  private static final int VERSION = 1;

  private static final int BUSY_MILLIS = 10_000;

  /// How many blocks are removed at a time where the file is too large: some 10 MB of a large
  /// fleet.
  private static final int PART = 200;

  private static final int PAGE_BYTES = 4096;

  /// SQLite's extended result codes hold the primary one in their lower eight bits.
  private static final int PRIMARY_CODE = 0xFF;

  private static final String WRITE =
      """
      insert into block (bucket, from_minute, to_minute, bytes)
      values (:bucket, :from, :to, :bytes)
      """;

  private static final String READ =
      """
      select bytes from block
      where bucket = :bucket and to_minute >= :from and from_minute <= :to
      """;

  private static final String SCHEMA =
      """
      create table if not exists block (
        bucket integer not null, from_minute integer not null, to_minute integer not null,
        bytes blob not null);
      create index if not exists block_by_bucket on block (bucket, to_minute);
      create index if not exists block_by_end on block (to_minute);
      """;

  private final Path file;
  private final long mostBytes;
  private final Jdbi jdbi;
  private boolean failing;
  private boolean toldOfDamage;

  /// @param file is made where there is none
  /// @param mostBytes the oldest goes where there is more
  RecentFile(Path file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A process that ends leaves it whole; a machine that ends may not, and then it begins anew.
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setPageSize(PAGE_BYTES);
    // What is written at once goes beyond the limit until the oldest is removed.
    config.setMaxPageCount(Math.toIntExact(2 * mostBytes / PAGE_BYTES));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    this.jdbi = Jdbi.create(source);
  }

  /// Writes all of these, or none, and removes what is too old or too much.
  ///
  /// @param oldestMinute what ended before it is removed
  /// @return whether they were written; the log says why not
  boolean write(List<Stretch> stretches, int oldestMinute) {
    try {
      jdbi.useTransaction(
          handle -> {
            prepare(handle);
            remove(oldestMinute, handle);
            insert(stretches, handle);
          });
      if (failing) {
        LOG.info("{} takes again what workloads do", file);
      }
      failing = false;
      return true;
    } catch (JdbiException e) {
      fail("takes nothing of what workloads do: findings of this time will lack a picture", e);
      return false;
    }
  }

  /// What is kept of a workload from one minute to another, in any order.
  List<Stretch> read(String workload, int fromMinute, int toMinute) {
    List<byte[]> blocks;
    try {
      blocks =
          jdbi.inTransaction(
              handle -> {
                prepare(handle);
                return handle
                    .createQuery(READ)
                    .bind("bucket", Buckets.of(workload))
                    .bind("from", fromMinute)
                    .bind("to", toMinute)
                    .mapTo(byte[].class)
                    .list();
              });
    } catch (JdbiException e) {
      fail("cannot be read: pictures of findings lack what is in it", e);
      return List.of();
    }
    List<Stretch> stretches = new ArrayList<>();
    for (byte[] block : blocks) {
      try {
        stretches.addAll(StretchBlock.decode(block, workload));
      } catch (DecodeException e) {
        if (!toldOfDamage) {
          LOG.warn("{}: {}; pictures of findings lack that", file, e.getMessage());
        }
        toldOfDamage = true;
      }
    }
    return stretches;
  }

  private static void prepare(Handle handle) {
    int version = handle.createQuery("pragma user_version").mapTo(Integer.class).one();
    if (version != 0 && version != VERSION) {
      throw new OtherVersion(version);
    }
    handle.createScript(SCHEMA).execute();
    if (version == 0) {
      handle.execute("pragma user_version = " + VERSION);
    }
  }

  private static void insert(List<Stretch> stretches, Handle handle) {
    Map<Integer, List<Stretch>> byBucket = new TreeMap<>();
    for (Stretch stretch : stretches) {
      byBucket
          .computeIfAbsent(Buckets.of(stretch.workload()), unused -> new ArrayList<>())
          .add(stretch);
    }
    try (PreparedBatch batch = handle.prepareBatch(WRITE)) {
      byBucket.forEach(
          (bucket, its) -> {
            for (int from = 0; from < its.size(); from += StretchBlock.MOST_STRETCHES) {
              int to = Math.min(its.size(), from + StretchBlock.MOST_STRETCHES);
              add(bucket, its.subList(from, to), batch);
            }
          });
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  private static void add(int bucket, List<Stretch> stretches, PreparedBatch batch) {
    batch
        .bind("bucket", bucket)
        .bind("from", stretches.stream().mapToInt(Stretch::fromMinute).min().orElseThrow())
        .bind("to", stretches.stream().mapToInt(Stretch::toMinute).max().orElseThrow())
        .bind("bytes", StretchBlock.encode(stretches))
        .add();
  }

  private void remove(int oldestMinute, Handle handle) {
    handle.execute("delete from block where to_minute < ?", oldestMinute);
    while (bytes(handle) > mostBytes
        && handle.execute(
                "delete from block where rowid in (select rowid from block order by rowid limit ?)",
                PART)
            > 0) {}
  }

  /// How many bytes are used.
  private static long bytes(Handle handle) {
    long pages = handle.createQuery("pragma page_count").mapTo(Long.class).one();
    long free = handle.createQuery("pragma freelist_count").mapTo(Long.class).one();
    return (pages - free) * PAGE_BYTES;
  }

  private void fail(String what, RuntimeException failure) {
    if (!failing) {
      LOG.warn("{} {} ({})", file, what, cause(failure));
    }
    failing = true;
    if (isDamaged(failure)) {
      setAside();
    }
  }

  private static boolean isDamaged(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLiteException sql) {
        int primary = sql.getResultCode().code & PRIMARY_CODE;
        return primary == SQLiteErrorCode.SQLITE_NOTADB.code
            || primary == SQLiteErrorCode.SQLITE_CORRUPT.code;
      }
    }
    return failure instanceof OtherVersion;
  }

  private void setAside() {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    try {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("{} was set aside as {}, and a new one is begun", file, aside);
    } catch (IOException e) {
      LOG.warn("{} cannot be set aside: {}", file, e.toString());
    }
  }

  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /// Another Flatline wrote the file.
  private static final class OtherVersion extends JdbiException {
    private static final long serialVersionUID = 1;

    OtherVersion(int version) {
      super("it is of version " + version);
    }
  }
}
