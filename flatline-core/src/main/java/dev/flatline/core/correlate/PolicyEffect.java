package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.PolicyContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/// What another policy would make of a finding.
public final class PolicyEffect {
  private PolicyEffect() {}

  /// Its severity under this context, in place of the one under which it was found.
  public static Severity on(Finding finding, PolicyContext policy) {
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    finding.evidence().forEach(one -> aspects.add(one.aspect()));
    return Correlator.lower(found(finding), aspects, policy, new ArrayList<>());
  }

  /// The severity before context lowered it: the highest from which it says that it did.
  private static Severity found(Finding finding) {
    Severity found = finding.severity();
    for (String note : finding.context()) {
      for (Severity severity : Severity.values()) {
        boolean from = note.contains(Correlator.LOWERED + severity.label() + " to ");
        found = from && severity.compareTo(found) > 0 ? severity : found;
      }
    }
    return found;
  }
}
