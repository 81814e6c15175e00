package dev.flatline.server.store;

import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The embedded database of a data folder. The folder's own lock keeps others away.
///
/// @param source opens connections
/// @param name of its file
record SqliteLink(DataSource source, String name) implements DatabaseLink {
  private static final int BUSY_MILLIS = 10_000;

  static SqliteLink of(DataFolder folder) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // What was acknowledged must survive a power cut, not only the end of the process.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    // A transaction that reads before it writes would fail where another wrote in between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.database());
    return new SqliteLink(source, folder.database().toString());
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public void hold() {}

  @Override
  public void close() {}
}
