package dev.flatline.server.store;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.server.config.StoreConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens connections to a PostgreSQL database; the password is read anew for each. Whether and how
/// they are encrypted is said by the URL (`sslmode`).
final class PostgresqlConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  /// A server that does not answer must not hold the judgement for ever; nothing that we ask takes
  /// so long.
  private static final int SOCKET_SECONDS = 30;

  private static final int CONNECT_SECONDS = 5;

  private final transient Optional<Secret> password;

  PostgresqlConnections(StoreConfig config) {
    this.password = config.password();
    setSocketTimeout(SOCKET_SECONDS);
    setConnectTimeout(CONNECT_SECONDS);
    setTcpKeepAlive(true);
    setApplicationName("flatline");
    setUrl(config.url());
    config.user().ifPresent(this::setUser);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (password.isEmpty()) {
      return super.getConnection();
    }
    try {
      return getConnection(getUser(), password.get().read());
    } catch (SourceException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }
}
