package dev.flatline.core.policy;

import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the operator declares of their workloads. Positions in the lists are how notes refer to
/// them (`roles[2]`), the same as in the policy file.
///
/// @param roles first match wins
/// @param expectedPlateaus any that explains a stretch does
/// @param thresholds which numbers hold for whom
/// @param suppressions any that holds does
/// @param prices what computing costs
public record Policy(
    List<RoleAssignment> roles,
    List<ExpectedPlateau> expectedPlateaus,
    ThresholdPolicy thresholds,
    List<Suppression> suppressions,
    Prices prices) {
  private static final Policy NONE =
      new Policy(List.of(), List.of(), ThresholdPolicy.DEFAULTS, List.of());

  /// Without prices.
  public Policy(
      List<RoleAssignment> roles,
      List<ExpectedPlateau> expectedPlateaus,
      ThresholdPolicy thresholds,
      List<Suppression> suppressions) {
    this(roles, expectedPlateaus, thresholds, suppressions, Prices.NONE);
  }

  /// Copies the lists.
  public Policy {
    roles = List.copyOf(roles);
    expectedPlateaus = List.copyOf(expectedPlateaus);
    suppressions = List.copyOf(suppressions);
  }

  /// Declares nothing.
  public static Policy none() {
    return NONE;
  }

  /// The role of a workload, empty where no assignment matches.
  public Optional<WorkloadRole> roleOf(Workload workload) {
    for (RoleAssignment assignment : roles) {
      if (assignment.match().matches(workload)) {
        return Optional.of(assignment.role());
      }
    }
    return Optional.empty();
  }

  /// The thresholds of a workload.
  public Thresholds thresholdsFor(Workload workload) {
    return thresholds.of(workload, roleOf(workload).orElse(null));
  }

  /// Everything that policy and platform say of a workload over a stretch from one moment to
  /// another. The stretch decides what has expired, not today's date, so that a look back gives
  /// what a live system gave.
  public PolicyContext contextFor(Workload workload, Instant from, Instant to) {
    return new PolicyContext(
        roleOf(workload).orElse(null),
        thresholdsFor(workload),
        new ContextNotes(this, workload).over(from, to));
  }

  /// What to clean up: a sentence, without a full stop, for each suppression that no longer holds
  /// at this moment.
  public List<String> expiredAt(Instant moment) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < suppressions.size(); i++) {
      Suppression one = suppressions.get(i);
      if (!one.holdsUntil(moment)) {
        String which = "suppressions[" + i + "] (" + one.match() + ") of " + one.owner();
        sentences.add(which + " has ended, since " + one.expires() + ": renew or remove it");
      }
    }
    return sentences;
  }
}
