package dev.flatline.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps a second server from a PostgreSQL database: an advisory lock of its schema, held by a
/// connection that does nothing else. The database gives it back when the connection ends, however
/// that happens.
final class PostgresqlLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlLock.class);

  /// Tells our locks from those of others in the same database: "flat" in ASCII.
  private static final int OURS = 0x66_6c_61_74;

  private static final int ANSWER_SECONDS = 5;

  private final DataSource source;
  private final String name;
  private @Nullable Connection holder;

  /// @param name of the database, for messages
  PostgresqlLock(DataSource source, String name) {
    this.source = source;
    this.name = name;
  }

  /// Takes the lock, or takes it again where the connection that held it has ended.
  ///
  /// @throws SQLException where the database cannot be asked
  /// @throws StoreException where another server has it
  synchronized void hold() throws SQLException {
    if (holder != null && holder.isValid(ANSWER_SECONDS)) {
      return;
    }
    close();
    Connection connection = source.getConnection();
    try {
      requireFree(connection);
    } catch (SQLException | StoreException e) {
      connection.close();
      throw e;
    }
    holder = connection;
  }

  private void requireFree(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(current_schema()))")) {
      statement.setInt(1, OURS);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        if (!answer.getBoolean(1)) {
          throw new StoreException(
              "another Flatline uses the database " + name + ": stop it, or name another one");
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    if (holder == null) {
      return;
    }
    try {
      holder.close();
    } catch (SQLException e) {
      LOG.debug("the connection that held the lock had ended already", e);
    }
    holder = null;
  }
}
