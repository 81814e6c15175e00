package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Severity;
import java.time.Instant;
import java.util.List;

/// What all assessments of one situation come to, when they come to a finding.
///
/// @param severity how bad if true, after context
/// @param confidence probability of a miner under the stated prior, 0 to 1
/// @param firstObserved when what was found began
/// @param evidence the reasons, strongest first
/// @param context what policy and platform said and what that changed
/// @param unknowns what could not be told, and why
public record Verdict(
    Severity severity,
    double confidence,
    Instant firstObserved,
    List<Evidence> evidence,
    List<String> context,
    List<String> unknowns) {

  /// Copies the lists.
  public Verdict {
    evidence = List.copyOf(evidence);
    context = List.copyOf(context);
    unknowns = List.copyOf(unknowns);
  }
}
