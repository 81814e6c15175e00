package dev.flatline.server.audit;

import java.util.List;

/// Where it is kept who did what. Nothing in it is ever changed. Safe for several threads.
public interface AuditLog {

  /// An entry with the number by which it was kept.
  ///
  /// @param number a later one is larger
  /// @param entry what was done
  record Numbered(long number, AuditEntry entry) {}

  /// Keeps an entry.
  void write(AuditEntry entry);

  /// Those that a query asks for, the newest first.
  List<Numbered> find(AuditQuery query);
}
