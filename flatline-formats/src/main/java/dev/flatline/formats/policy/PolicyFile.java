package dev.flatline.formats.policy;

import dev.flatline.core.policy.Policy;
import java.util.List;

/// A policy file that can be used.
///
/// @param policy what it says
/// @param warnings what its author may not have meant, in the order of the file
public record PolicyFile(Policy policy, List<PolicyProblem> warnings) {

  /// Copies the warnings.
  public PolicyFile {
    warnings = List.copyOf(warnings);
  }
}
