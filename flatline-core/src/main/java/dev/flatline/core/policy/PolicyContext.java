package dev.flatline.core.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What policy and platform say of one workload over one stretch.
///
/// @param declaredRole the role that the policy gives it, null where it gives none; see [#role]
/// @param thresholds the numbers that hold for it
/// @param notes everything worth telling, in the order of [ContextNote.Kind]
public record PolicyContext(
    @Nullable WorkloadRole declaredRole, Thresholds thresholds, List<ContextNote> notes) {

  /// Copies the notes.
  public PolicyContext {
    notes = List.copyOf(notes);
  }

  /// The role that the policy gives it, empty where it gives none.
  public Optional<WorkloadRole> role() {
    return Optional.ofNullable(declaredRole);
  }

  /// Whether there is a note of this kind.
  public boolean has(ContextNote.Kind kind) {
    return notes.stream().anyMatch(note -> note.kind() == kind);
  }
}
