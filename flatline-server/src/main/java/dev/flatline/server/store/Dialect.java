package dev.flatline.server.store;

import java.util.Map;

/// Where the databases differ.
enum Dialect {
  /// The embedded database.
  SQLITE("integer primary key autoincrement", "blob", ""),
  /// PostgreSQL.
  POSTGRESQL("bigint generated always as identity primary key", "bytea", "for update");

  private final String numbered;
  private final String bytes;
  private final String locked;

  Dialect(String numbered, String bytes, String locked) {
    this.numbered = numbered;
    this.bytes = bytes;
    this.locked = locked;
  }

  /// What stands in migrations as `${name}`. `numbered`: a key that counts up by itself; `bytes`: a
  /// column of bytes.
  Map<String, String> words() {
    return Map.of("numbered", numbered, "bytes", bytes);
  }

  /// What a query ends with whose rows nobody else may change until the transaction ends. An
  /// embedded database has one writer anyway.
  String locked() {
    return locked;
  }
}
