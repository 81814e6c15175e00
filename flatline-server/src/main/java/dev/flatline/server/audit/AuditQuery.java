package dev.flatline.server.audit;

import java.time.Instant;
import java.util.Optional;

/// Which entries are asked for.
///
/// @param who the whole name of who did it; empty for all
/// @param from not before this time
/// @param to before this time
/// @param after the number of the last of the page before; empty for the first page
/// @param limit how many at most
public record AuditQuery(
    String who, Optional<Instant> from, Optional<Instant> to, Optional<Long> after, int limit) {
  /// The most that one page may hold.
  public static final int MOST = 1000;

  /// Checks the limit.
  ///
  /// @throws IllegalArgumentException where it is not 1 to [#MOST]
  public AuditQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit " + limit + " is not between 1 and " + MOST);
    }
  }
}
