package dev.flatline.server.guard;

import java.time.Instant;
import java.util.Optional;

/// A token without its text, which nobody keeps.
///
/// @param id by which it is named
/// @param name whose it is: what the audit log says of whoever shows it
/// @param grant what it allows
/// @param createdAt when it was made
/// @param expiresAt when it ends by itself; empty where it does not
/// @param usedAt when it was last shown, to the minute; empty where it was not yet
public record Token(
    String id,
    String name,
    Grant grant,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> usedAt) {
  /// As long as the name of an actor.
  public static final int LONGEST_NAME = 100;

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException where it is missing or too long
  public Token {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("name: expected 1 to " + LONGEST_NAME + " characters");
    }
  }

  boolean holdsAt(Instant now) {
    return expiresAt.isEmpty() || expiresAt.get().isAfter(now);
  }
}
