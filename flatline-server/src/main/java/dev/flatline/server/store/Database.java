package dev.flatline.server.store;

import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.config.StoreConfig;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The SQL database in which a server keeps what must not be lost, brought to this version.
public final class Database implements AutoCloseable {
  static final String MIGRATIONS = "classpath:dev/flatline/server/store/migrations";

  private final DatabaseLink link;
  private final Jdbi jdbi;

  private Database(DatabaseLink link) {
    this.link = link;
    this.jdbi = Jdbi.create(link.source()).define("locked", link.dialect().locked());
  }

  /// The embedded database of a data folder, made or brought to this version.
  ///
  /// @throws StoreException where it is damaged, cannot be written, or is of a later version
  public static Database embedded(DataFolder folder) {
    return migrated(SqliteLink.of(folder));
  }

  /// A PostgreSQL database, whose schema is made or brought to this version. Until this is closed
  /// no other server may use it.
  ///
  /// @throws StoreException where it cannot be reached or used, another server uses it, or it is of
  ///     a later version
  public static Database postgresql(StoreConfig config) {
    return migrated(PostgresqlLink.open(config));
  }

  private static Database migrated(DatabaseLink link) {
    MigrateResult done;
    try {
      done =
          Flyway.configure()
              .dataSource(link.source())
              .locations(MIGRATIONS)
              .placeholders(link.dialect().words())
              .ignoreMigrationPatterns(new String[0])
              .load()
              .migrate();
    } catch (FlywayException e) {
      link.close();
      throw new StoreException(
          link.name()
              + " cannot be used: it is damaged, something else's, or a later version of Flatline"
              + " wrote it ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); nothing was changed",
          e);
    }
    Database database = new Database(link);
    if (done.migrationsExecuted > 0) {
      database.tellOf(done);
    }
    return database;
  }

  private void tellOf(MigrateResult done) {
    String from = String.valueOf(done.initialSchemaVersion).replace("null", "nothing");
    new SqlAuditLog(this)
        .write(
            AuditEntry.done(
                Instant.now(),
                SqlAuditLog.SERVER,
                "store.migrate",
                link.name(),
                "schema from " + from + " to version " + done.targetSchemaVersion));
  }

  /// Writes all of something, or none of it.
  ///
  /// @param what is written, for messages
  /// @throws StoreException where it cannot be written
  void write(String what, Consumer<Handle> work) {
    SlowStoreWrite slow = new SlowStoreWrite();
    slow.begin();
    try {
      link.hold();
      jdbi.useTransaction(work::accept);
    } catch (JdbiException | SQLException e) {
      throw new StoreException(
          what + " cannot be written to " + link.name() + ": " + StoreException.cause(e), e);
    } finally {
      if (slow.shouldCommit()) {
        slow.what = what;
        slow.database = link.name();
        slow.commit();
      }
    }
  }

  /// Reads something.
  ///
  /// @param what is read, for messages
  /// @throws StoreException where it cannot be read
  <T> T read(String what, Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw new StoreException(
          what + " cannot be read from " + link.name() + ": " + StoreException.cause(e), e);
    }
  }

  /// Ends all connections and lets others use the database.
  @Override
  public void close() {
    link.close();
  }
}
