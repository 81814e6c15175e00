package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.PolicyContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// From assessments of a GPU to a verdict.
///
/// | agreement | severity |
/// |---|---|
/// | busy without tensor cores and traffic, and new by its own past | high |
/// | the same, its own past too short to say | medium |
/// | the same, and its own past has the like | low |
/// | busy and flat, what it works on not measured, but new by its own past | medium |
/// | busy and flat, what it works on not measured | low |
/// | reported idle, and at full power or with busy units | medium |
/// | reported idle and warm, or reported busy and at rest | low |
/// | new by its own past alone | none |
///
/// A false reading is never more than medium by itself: a numbering of GPUs gone wrong gives the
/// same. Nor do role or platform lower it: they explain work, not a reading that cannot be true.
public final class GpuCorrelator {
  /// What a contradiction needs to be medium: a ratio of ten.
  private static final double STRONG_DECIBANS = 10;

  private GpuCorrelator() {}

  /// What these answers come to; empty where they come to nothing.
  ///
  /// @param policy what policy and platform say of the workload from a moment up to now
  public static Optional<Verdict> weigh(
      List<Assessment> assessments, Function<Instant, PolicyContext> policy) {
    List<Evidence> evidence = new ArrayList<>();
    List<String> unknowns = new ArrayList<>();
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    boolean known = false;
    for (Assessment assessment : assessments) {
      switch (assessment) {
        case Evidence found -> {
          evidence.add(found);
          aspects.add(found.aspect());
        }
        case Inconclusive unknown ->
            unknowns.add(unknown.detector() + ": " + unknown.reason().text());
        case Clear clear -> known |= clear.aspect() == Aspect.GPU_NOVELTY;
      }
    }
    Optional<Severity> severity = severity(evidence, aspects, known);
    if (severity.isEmpty()) {
      return Optional.empty();
    }
    evidence.sort(Comparator.comparingDouble(Evidence::strengthDecibans).reversed());
    Instant first = firstObserved(evidence);
    List<String> context = new ArrayList<>();
    Severity lowered = Correlator.lower(severity.get(), aspects, policy.apply(first), context);
    double confidence = Correlator.confidence(evidence.getFirst().strengthDecibans());
    return Optional.of(new Verdict(lowered, confidence, first, evidence, context, unknowns));
  }

  private static Instant firstObserved(List<Evidence> evidence) {
    return evidence.stream().map(Evidence::from).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Optional<Severity> severity(
      List<Evidence> evidence, Set<Aspect> aspects, boolean known) {
    boolean novel = aspects.contains(Aspect.GPU_NOVELTY);
    if (aspects.contains(Aspect.GPU_WORK)) {
      return Optional.of(novel ? Severity.HIGH : known ? Severity.LOW : Severity.MEDIUM);
    }
    if (aspects.contains(Aspect.GPU_CONTRADICTION)) {
      return Optional.of(isStrong(evidence) ? Severity.MEDIUM : Severity.LOW);
    }
    if (aspects.contains(Aspect.GPU_SHAPE)) {
      return Optional.of(novel ? Severity.MEDIUM : Severity.LOW);
    }
    return Optional.empty();
  }

  private static boolean isStrong(List<Evidence> evidence) {
    return evidence.stream()
        .filter(one -> one.aspect() == Aspect.GPU_CONTRADICTION)
        .anyMatch(one -> one.strengthDecibans() >= STRONG_DECIBANS);
  }
}
