package dev.flatline.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.flatline.server.config.StoreConfig;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A PostgreSQL database: a pool of connections, and the lock that keeps other servers away.
final class PostgresqlLink implements DatabaseLink {
  /// The judgement, the API, sinks and retention, each with one or two.
  private static final int MOST_CONNECTIONS = 10;

  /// Whoever asks is told soon that the database is away.
  private static final long CONNECTION_MILLIS = 5_000;

  private final String name;
  private final PostgresqlLock lock;
  private final HikariDataSource pool;

  private PostgresqlLink(String name, PostgresqlLock lock, HikariDataSource pool) {
    this.name = name;
    this.lock = lock;
    this.pool = pool;
  }

  /// @throws StoreException where it cannot be reached, or another server uses it
  static PostgresqlLink open(StoreConfig config) {
    String name = name(config);
    PostgresqlConnections connections = new PostgresqlConnections(config);
    PostgresqlLock lock = new PostgresqlLock(connections, name);
    try {
      lock.hold();
    } catch (SQLException e) {
      throw new StoreException(
          "the database " + name + " cannot be used: " + StoreException.cause(e), e);
    }
    return new PostgresqlLink(name, lock, new HikariDataSource(pool(connections)));
  }

  /// Its URL but for parameters.
  static String name(StoreConfig config) {
    return config.url().replaceAll("\\?.*", "");
  }

  private static HikariConfig pool(DataSource connections) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("store");
    pool.setDataSource(connections);
    pool.setMaximumPoolSize(MOST_CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(CONNECTION_MILLIS);
    return pool;
  }

  @Override
  public DataSource source() {
    return pool;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public void hold() throws SQLException {
    lock.hold();
  }

  @Override
  public void close() {
    pool.close();
    lock.close();
  }
}
