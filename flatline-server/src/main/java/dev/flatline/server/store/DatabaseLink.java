package dev.flatline.server.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/// What leads to a database: its connections, and what keeps other servers away from it.
interface DatabaseLink extends AutoCloseable {

  /// Opens connections.
  DataSource source();

  /// What it is called, for messages.
  String name();

  /// How it speaks.
  Dialect dialect();

  /// Makes sure that nobody else writes to it.
  ///
  /// @throws SQLException where it cannot be asked
  /// @throws StoreException where another server does
  void hold() throws SQLException;

  @Override
  void close();
}
