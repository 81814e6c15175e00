package dev.flatline.server.store;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The SQL database in which a server keeps what must not be lost, brought to this version.
public final class Database {
  private static final String MIGRATIONS = "classpath:dev/flatline/server/store/migrations";

  private static final int BUSY_MILLIS = 10_000;

  private final Jdbi jdbi;

  private Database(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The embedded database of a data folder, made or brought to this version.
  ///
  /// @throws StoreException where it is damaged, cannot be written, or is of a later version
  public static Database embedded(DataFolder folder) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // What was acknowledged must survive a power cut, not only the end of the process.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    // A transaction that reads before it writes would fail where another wrote in between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.database());
    return of(source, folder.database().toString());
  }

  private static Database of(DataSource source, String name) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations(MIGRATIONS)
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          name
              + " cannot be used: it is damaged, or a later version of Flatline wrote it ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); nothing was changed",
          e);
    }
    return new Database(Jdbi.create(source));
  }

  /// Writes all of something, or none of it.
  ///
  /// @param what is written, for messages
  /// @throws StoreException where it cannot be written
  void write(String what, Consumer<Handle> work) {
    try {
      jdbi.useTransaction(work::accept);
    } catch (JdbiException e) {
      throw new StoreException(what + " cannot be written: " + cause(e), e);
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
      throw new StoreException(what + " cannot be read: " + cause(e), e);
    }
  }

  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
