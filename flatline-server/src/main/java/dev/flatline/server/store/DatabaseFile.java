package dev.flatline.server.store;

import dev.flatline.formats.finding.FindingDecodeException;
import dev.flatline.formats.finding.FindingJsonDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The file of an embedded database, which is read and never changed, also while a server uses it.
public final class DatabaseFile {
  /// Of what is damaged more places are damaged; the first ones tell enough.
  private static final int MOST_PROBLEMS = 20;

  private static final int BUSY_MILLIS = 10_000;

  private final Path file;
  private final Jdbi jdbi;

  /// What is in a file.
  ///
  /// @param schema the version of its schema
  /// @param findings how many
  /// @param problems what is wrong; empty where all is whole
  public record Check(int schema, long findings, List<String> problems) {}

  /// Of a file that exists.
  public DatabaseFile(Path file) {
    this.file = file;
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    this.jdbi = Jdbi.create(source);
  }

  /// Reads all of it.
  ///
  /// @throws StoreException where it is no database of Flatline's, or cannot be read
  public Check check() {
    try {
      return jdbi.withHandle(this::check);
    } catch (JdbiException e) {
      throw new StoreException(file + " cannot be read: " + StoreException.cause(e), e);
    }
  }

  private Check check(Handle handle) {
    List<String> problems = new ArrayList<>();
    handle
        .createQuery("pragma integrity_check(" + MOST_PROBLEMS + ")")
        .mapTo(String.class)
        .filter(line -> !line.equals("ok"))
        .forEach(problems::add);
    handle
        .createQuery("select \"table\", \"parent\" from pragma_foreign_key_check limit 20")
        .map((row, context) -> row.getString(1) + " names what is not in " + row.getString(2))
        .forEach(problems::add);
    int schema =
        handle
            .createQuery("select max(cast(version as integer)) from flyway_schema_history")
            .mapTo(Integer.class)
            .one();
    if (schema > latestSchema()) {
      problems.add(
          "its schema is version %d, this Flatline knows %d".formatted(schema, latestSchema()));
    }
    long[] findings = new long[1];
    handle
        .createQuery("select id, document from finding")
        .map((row, context) -> problem(row.getString(1), row.getString(2)))
        .forEach(
            problem -> {
              findings[0]++;
              if (!problem.isEmpty() && problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
              }
            });
    return new Check(schema, findings[0], problems);
  }

  private static String problem(String id, String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    try {
      return FindingJsonDecoder.decode(new ByteArrayInputStream(bytes)).size() == 1
          ? ""
          : "finding " + id + " is none";
    } catch (FindingDecodeException e) {
      return "finding " + id + ": " + e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a copy as it is at one moment, whoever writes meanwhile.
  ///
  /// @param target does not exist
  /// @throws StoreException where it cannot be read, or the copy cannot be written
  public void copyTo(Path target) {
    try {
      jdbi.useHandle(handle -> handle.execute("vacuum into ?", target.toString()));
    } catch (JdbiException e) {
      throw new StoreException(
          file + " cannot be copied to " + target + ": " + StoreException.cause(e), e);
    }
  }

  /// The version of the schema that this Flatline makes.
  static int latestSchema() {
    MigrationInfo[] all =
        Flyway.configure()
            .dataSource("jdbc:sqlite::memory:", null, null)
            .locations(Database.MIGRATIONS)
            .placeholders(Dialect.SQLITE.words())
            .load()
            .info()
            .pending();
    return Integer.parseInt(all[all.length - 1].getVersion().getVersion());
  }
}
