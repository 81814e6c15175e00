package dev.flatline.core.policy;

/// One thing that policy or platform has to say of a workload over a stretch of time.
///
/// @param kind what sort of thing; what each lowers is the correlation's to decide
/// @param sentence for people, complete, without a full stop
public record ContextNote(Kind kind, String sentence) {

  /// Sorts of context.
  public enum Kind {
    /// The policy gives the workload a role.
    ROLE,
    /// The platform says what sort of workload it is (a Kubernetes Job).
    PLATFORM,
    /// The stretch lies within an announced plateau.
    EXPECTED_PLATEAU,
    /// Somebody answers for it, for now.
    SUPPRESSION,
    /// Somebody answered for it, but that has ended: it lowers nothing.
    EXPIRED_SUPPRESSION
  }
}
