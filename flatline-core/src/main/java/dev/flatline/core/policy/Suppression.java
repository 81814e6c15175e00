package dev.flatline.core.policy;

import java.time.Instant;

/// Somebody's word that findings of a workload are no news, for a time. It lowers, it never
/// deletes.
///
/// @param match which workloads
/// @param reason why
/// @param owner who answers for it
/// @param expires the first moment at which it no longer holds, event time
public record Suppression(WorkloadPattern match, String reason, String owner, Instant expires) {

  /// Checks that somebody answers for it.
  ///
  /// @throws IllegalArgumentException where reason or owner are blank
  public Suppression {
    if (reason.isBlank() || owner.isBlank()) {
      throw new IllegalArgumentException("a suppression needs a reason and an owner");
    }
  }

  /// Whether it still holds over a stretch that ends at this moment (not included).
  public boolean holdsUntil(Instant end) {
    return !end.isAfter(expires);
  }
}
