package dev.flatline.server.guard;

import dev.flatline.server.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where tokens are kept, by their hashes. What changes them is written together with what the
/// audit log says of it. Safe for several threads.
public interface TokenStore {

  /// Keeps a new one.
  void add(Token token, String hash, AuditEntry entry);

  /// That with this hash.
  Optional<Token> find(String hash);

  /// All, in the order in which they were made.
  List<Token> all();

  /// Lets one end at a time, unless it ends before.
  ///
  /// @return whether there is one with this id
  boolean end(String id, Instant at, AuditEntry entry);

  /// Notes when one was shown.
  void used(String id, Instant at);
}
