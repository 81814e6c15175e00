package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.Plane.CGROUPS;
import static dev.flatline.core.feature.Plane.HOST;
import static dev.flatline.core.feature.Plane.HYPERVISOR;
import static dev.flatline.core.feature.Plane.PROCESSES;

import dev.flatline.core.detect.AccountingDetector;
import dev.flatline.core.detect.AccountingSituation;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Plane;
import dev.flatline.core.feature.PlaneFeatures;
import dev.flatline.core.feature.PlaneGap;
import dev.flatline.core.telemetry.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Do those who count the host's CPU tell the same? A rootkit hides a process, or its CPU time,
/// from one of them and not from all.
///
/// Asked in this order; the first that holds is told.
///
/// 1. Listed processes account for less than the host or its cgroups count: something runs that
///    `/proc` does not list. The hypervisor can confirm it.
/// 2. The host's own counters tell less than its cgroups, its processes or the hypervisor: they are
///    false, or the work dodges the clock tick by which they are kept.
/// 3. Cgroups account for less than the host, and processes are not measured.
///
/// How far planes of an honest host are apart was measured: `docs/concepts/accounting.md`.
public final class AccountingContradictionDetector implements AccountingDetector {
  /// The id.
  public static final String ID = "compute.accounting";

  /// Strength where two planes or more tell of time that a third does not. An assumption: of such
  /// readings one in twenty, at most, is innocent.
  static final double CONFIRMED_DECIBANS = 13;

  /// Strength of one plane's word against another's where no third was asked, or where so much is
  /// denied that nothing innocent comes near it. An assumption: one in ten is innocent.
  static final double SINGLE_DECIBANS = 10;

  /// Strength where a third plane sides with the lower one, or where what is innocent is common. An
  /// assumption: one in four is innocent.
  static final double DOUBTFUL_DECIBANS = 6;

  /// The most that is said, as of a GPU's novelty: what a past of 30 days can carry.
  static final double STRONGEST_DECIBANS = 18;

  /// How far apart the host's own counters and those of cgroups and processes may be, shares of
  /// capacity. Measured over half minutes on an honest host under nine loads: at most 0.011, but
  /// for what is named below. Over four times that, as other kernels have other clocks.
  static final double KERNEL_TOLERANCE = 0.05;

  /// How far apart cgroups and processes may be. Both are kept by the scheduler: at most 0.003 was
  /// measured. Ten times that, as the two are read one after the other.
  static final double SCHEDULER_TOLERANCE = 0.03;

  /// By how much the host's own counters may tell less than what ran. Work that a timer starts
  /// right after each tick and that ends before the next is hardly seen by them: a millisecond in
  /// four on one of two cores was told as 0.00 and was 0.13.
  static final double TICK_TOLERANCE = 0.20;

  /// From where on such work is no explanation any more: twice what was measured.
  static final double DENIED = 0.30;

  /// By how much the hypervisor may tell more than its guest: it also counts what it does for the
  /// guest, and a guest that polls while idle. An assumption; none was at hand.
  static final double HYPERVISOR_TOLERANCE = 0.15;

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "CPU time that one plane of accounting counts and another does not",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.EXPERIMENTAL,
          List.of(Metric.CPU_UTILIZATION),
          List.of(
              Metric.CPU_UTILIZATION_OF_PROCESSES,
              Metric.CPU_UTILIZATION_OF_CGROUPS,
              Metric.CPU_UTILIZATION_BY_HYPERVISOR,
              Metric.CPU_INTERRUPTS,
              Metric.CPU_STEAL),
          STRONGEST_DECIBANS,
          List.of(
              "a parent that ignores SIGCHLD and whose children are short and busy: their time is"
                  + " in no process",
              "an exporter of processes that misses short-lived ones, kernel threads or groups",
              "a recorder that sees only the processes of its own container",
              "work that a timer starts right after each clock tick",
              "a hypervisor that counts its own work for the guest, as with much network or disk"),
          List.of(
              "a process that is listed under an innocent name: nothing is hidden",
              "less than a twentieth of the capacity, or what runs only now and then in half an"
                  + " hour",
              "time that no plane counts; a kernel that lies to all of them where no hypervisor is"
                  + " asked",
              "with much time stolen, hidden time up to as much"));

  /// Makes one.
  public AccountingContradictionDetector() {}

  /// Who tells more than whom, how sure that is, and what it means.
  ///
  /// @param gap the two planes that are told
  /// @param tolerance by how much they may differ
  /// @param others how many planes beside the first tell more than the second as well
  /// @param decibans what the planes alone are worth
  record Contradiction(PlaneGap gap, double tolerance, int others, double decibans) {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(AccountingSituation situation) {
    PlaneFeatures features = situation.features();
    if (Double.isNaN(features.mean(HOST))) {
      return new Inconclusive(ID, Reason.NO_CPU);
    }
    if (!situation.isFull()) {
      return new Inconclusive(ID, Reason.TOO_SHORT);
    }
    if (!features.isComparable()) {
      return new Inconclusive(ID, Reason.NO_SECOND_PLANE);
    }
    Optional<Contradiction> found =
        hiddenProcess(features)
            .or(() -> deniedByTheHost(features))
            .or(() -> countedByNoCgroup(features));
    return found.isPresent()
        ? AccountingEvidence.of(situation, found.get())
        : new Clear(ID, Aspect.ACCOUNTING);
  }

  private static Optional<Contradiction> hiddenProcess(PlaneFeatures features) {
    List<PlaneGap> above = above(features, PROCESSES, HOST, CGROUPS, HYPERVISOR);
    if (!holds(above, HOST) && !holds(above, CGROUPS)) {
      return Optional.empty();
    }
    boolean sided = !holds(above, CGROUPS) && features.gap(CGROUPS, PROCESSES).isKnown();
    double decibans =
        above.size() > 1 ? CONFIRMED_DECIBANS : sided ? DOUBTFUL_DECIBANS : SINGLE_DECIBANS;
    return Optional.of(contradiction(features, above, decibans));
  }

  private static Optional<Contradiction> deniedByTheHost(PlaneFeatures features) {
    List<PlaneGap> above = above(features, HOST, CGROUPS, PROCESSES, HYPERVISOR);
    if (above.isEmpty()) {
      return Optional.empty();
    }
    boolean all = above.getFirst().lasting() >= DENIED + stolen(features, above.getFirst());
    boolean guestAgrees = holds(above, HYPERVISOR) && above.size() == 1 && agreesInside(features);
    double decibans = all || guestAgrees ? SINGLE_DECIBANS : DOUBTFUL_DECIBANS;
    return Optional.of(contradiction(features, above, decibans));
  }

  /// Where processes are listed that make up for it, cgroups are only measured in part.
  private static Optional<Contradiction> countedByNoCgroup(PlaneFeatures features) {
    List<PlaneGap> above = above(features, CGROUPS, HOST);
    return above.isEmpty() || features.gap(PROCESSES, CGROUPS).isKnown()
        ? Optional.empty()
        : Optional.of(contradiction(features, above, DOUBTFUL_DECIBANS));
  }

  /// Whether what is inside of the guest agrees with the host's own counters, so that no clock tick
  /// explains what the hypervisor tells more.
  private static boolean agreesInside(PlaneFeatures features) {
    return features.gap(CGROUPS, HOST).isKnown() || features.gap(PROCESSES, HOST).isKnown();
  }

  private static Contradiction contradiction(
      PlaneFeatures features, List<PlaneGap> above, double decibans) {
    PlaneGap told = above.getFirst();
    return new Contradiction(told, tolerance(features, told), above.size() - 1, decibans);
  }

  /// The planes that tell more than one, beyond their tolerance.
  private static List<PlaneGap> above(PlaneFeatures features, Plane lower, Plane... candidates) {
    List<PlaneGap> above = new ArrayList<>();
    for (Plane higher : candidates) {
      PlaneGap gap = features.gap(higher, lower);
      if (gap.isKnown() && gap.lasting() > tolerance(features, gap)) {
        above.add(gap);
      }
    }
    return above;
  }

  private static boolean holds(List<PlaneGap> gaps, Plane higher) {
    return gaps.stream().anyMatch(gap -> gap.higher() == higher);
  }

  /// By how much the first of two planes may tell more than the other.
  static double tolerance(PlaneFeatures features, PlaneGap gap) {
    return base(gap) + interrupted(features, gap) + stolen(features, gap);
  }

  static double base(PlaneGap gap) {
    return switch (gap.higher()) {
      case HOST -> KERNEL_TOLERANCE;
      case CGROUPS, PROCESSES -> gap.lower() == HOST ? TICK_TOLERANCE : SCHEDULER_TOLERANCE;
      case HYPERVISOR -> HYPERVISOR_TOLERANCE;
    };
  }

  /// Interrupts are the host's and nobody's in it: counted by it and by the hypervisor alone.
  static double interrupted(PlaneFeatures features, PlaneGap gap) {
    boolean above = gap.higher() == HOST || gap.higher() == HYPERVISOR;
    boolean below = gap.lower() == CGROUPS || gap.lower() == PROCESSES;
    return above && below ? features.interrupts() : 0;
  }

  /// The scheduler charges whoever runs with what the hypervisor steals meanwhile; the host's own
  /// counters do not.
  static double stolen(PlaneFeatures features, PlaneGap gap) {
    boolean above = gap.higher() == CGROUPS || gap.higher() == PROCESSES;
    return above && gap.lower() == HOST ? features.steal() : 0;
  }
}
