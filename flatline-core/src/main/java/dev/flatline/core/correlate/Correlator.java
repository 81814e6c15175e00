package dev.flatline.core.correlate;

import dev.flatline.core.correlate.Agreement.InputOutput;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.ContextNote;
import dev.flatline.core.policy.PolicyContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// From assessments to a verdict.
///
/// Within the compute family strengths do not add up; what counts is which aspects agree:
/// [Agreement].
///
/// Then context lowers it and is told. The confidence rests on the strongest evidence, less what
/// coupling speaks against it, and on prior odds of 1 to 100.
public final class Correlator {
  /// Prior odds of a miner among the workloads that anyone looks at twice, decibans. An assumption:
  /// the field publishes no base rate; a fleet's own can be set once it is known.
  public static final double PRIOR_DECIBANS = -20;

  /// What coupling speaks against a miner, decibans: as much as its absence may speak for one, the
  /// cap of the detector of decoupling.
  static final double COUPLED_DECIBANS = 10;

  /// What the context says where coupling speaks against a miner.
  static final String COUPLED =
      "network or disk moved with the CPU, as work that comes in does: severity low";

  /// What the context says where it lowers a severity.
  static final String LOWERED = ": severity lowered from ";

  /// Network and disk were measured, and leave it open whether they moved with the CPU.
  static final Set<Reason> UNCLEAR = Set.of(Reason.RISE_TOO_SMALL, Reason.NO_PLATEAU);

  private Correlator() {}

  /// What these answers come to; empty where they come to nothing.
  ///
  /// @param policy what policy and platform say of the workload from a moment up to now
  public static Optional<Verdict> weigh(
      List<Assessment> assessments, Function<Instant, PolicyContext> policy) {
    List<Evidence> evidence = new ArrayList<>();
    List<String> unknowns = new ArrayList<>();
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    boolean coupled = false;
    boolean unclear = false;
    for (Assessment assessment : assessments) {
      switch (assessment) {
        case Evidence found -> {
          evidence.add(found);
          aspects.add(found.aspect());
        }
        case Inconclusive unknown -> {
          unknowns.add(unknown.detector() + ": " + unknown.reason().text());
          unclear |= UNCLEAR.contains(unknown.reason());
        }
        case Clear clear -> coupled |= clear.aspect() == Aspect.COUPLING;
      }
    }
    Optional<Agreement> agreement = Agreement.of(aspects, inputOutput(aspects, coupled, unclear));
    if (agreement.isEmpty()) {
      return Optional.empty();
    }
    evidence.sort(Comparator.comparingDouble(Evidence::strengthDecibans).reversed());
    Instant first = firstObserved(evidence);
    List<String> context = new ArrayList<>();
    double strength = evidence.getFirst().strengthDecibans();
    if (agreement.get() == Agreement.COUPLED) {
      context.add(COUPLED);
      strength -= COUPLED_DECIBANS;
    }
    Severity lowered = lower(agreement.get().severity(), aspects, policy.apply(first), context);
    double confidence = confidence(strength);
    return Optional.of(new Verdict(lowered, confidence, first, evidence, context, unknowns));
  }

  /// The start that the question of novelty dates, else the earliest of all.
  private static Instant firstObserved(List<Evidence> evidence) {
    Instant earliest = evidence.getFirst().from();
    for (Evidence one : evidence) {
      if (Agreement.isUnusual(one.aspect())) {
        return one.from();
      }
      earliest = one.from().isBefore(earliest) ? one.from() : earliest;
    }
    return earliest;
  }

  /// Probability from prior odds and evidence, both in decibans.
  static double confidence(double strengthDecibans) {
    return 1 / (1 + Math.pow(10, -(PRIOR_DECIBANS + strengthDecibans) / 10));
  }

  private static InputOutput inputOutput(Set<Aspect> aspects, boolean coupled, boolean unclear) {
    if (coupled) {
      return InputOutput.MOVED;
    }
    if (aspects.contains(Aspect.COUPLING)) {
      return InputOutput.STAYED;
    }
    return unclear ? InputOutput.UNCLEAR : InputOutput.UNSEEN;
  }

  static Severity lower(
      Severity found, Set<Aspect> aspects, PolicyContext policy, List<String> context) {
    Severity severity = found;
    for (ContextNote note : policy.notes()) {
      Severity lowered = severity.atMost(bound(found, note.kind(), aspects, policy));
      context.add(
          lowered == severity
              ? note.sentence()
              : note.sentence() + LOWERED + severity.label() + " to " + lowered.label());
      severity = lowered;
    }
    return severity;
  }

  /// What one note leaves of the severity found, by itself. Of several notes the one that leaves
  /// least holds: a role and a platform that say the same do not count twice.
  private static Severity bound(
      Severity found, ContextNote.Kind kind, Set<Aspect> aspects, PolicyContext policy) {
    return switch (kind) {
      case ROLE ->
          policy.role().filter(role -> role.plateausExpected()).isPresent()
              ? explained(found, aspects)
              : found;
      case PLATFORM -> explained(found, aspects);
      case EXPECTED_PLATEAU -> isOfAccounting(aspects) ? found : Severity.LOW;
      case SUPPRESSION -> Severity.LOW;
      case EXPIRED_SUPPRESSION -> found;
    };
  }

  /// A role explains a plateau, but not why it is new here: what its own past speaks against goes
  /// down by one, all else to low. It does not explain a reading that cannot be true.
  private static Severity explained(Severity found, Set<Aspect> aspects) {
    if (aspects.contains(Aspect.GPU_CONTRADICTION) || isOfAccounting(aspects)) {
      return found;
    }
    boolean established =
        aspects.contains(Aspect.ESTABLISHED) || aspects.contains(Aspect.GPU_NOVELTY);
    return found == Severity.HIGH && established ? Severity.MEDIUM : Severity.LOW;
  }

  private static boolean isOfAccounting(Set<Aspect> aspects) {
    return aspects.stream().anyMatch(Aspect::isOfAccounting);
  }
}
