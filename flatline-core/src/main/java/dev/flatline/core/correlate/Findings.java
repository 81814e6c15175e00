package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Makes findings of verdicts.
final class Findings {
  private Findings() {}

  /// A finding that nobody knew of.
  static Finding opened(Workload workload, Verdict verdict, Sighting sighting) {
    Instant first = verdict.firstObserved();
    return of(
        verdict,
        id(workload, first, verdict),
        workload,
        first,
        sighting.raisedAt(),
        sighting.at(),
        sighting.cost());
  }

  /// The same finding by a newer verdict, which is as bad or worse. A worse one is detected anew.
  static Finding updated(Finding before, Verdict verdict, Sighting sighting) {
    boolean worse = verdict.severity().compareTo(before.severity()) > 0;
    return of(
        verdict,
        before.id(),
        before.workload(),
        before.firstObserved(),
        worse ? sighting.raisedAt() : before.detectedAt(),
        sighting.at(),
        before
            .cost()
            .then(
                sighting.cost(),
                before.lasted(),
                Duration.between(before.firstObserved(), sighting.at())));
  }

  /// The same finding, seen again.
  static Finding lasting(Finding finding, Instant lastObserved, Finding.Status status) {
    boolean later = lastObserved.isAfter(finding.lastObserved());
    return finding.lasting(later ? lastObserved : finding.lastObserved(), status);
  }

  private static Finding of(
      Verdict verdict,
      String id,
      Workload workload,
      Instant first,
      Instant detectedAt,
      Instant lastObserved,
      Cost cost) {
    return new Finding(
        id,
        workload,
        verdict.severity(),
        verdict.confidence(),
        first,
        detectedAt,
        lastObserved,
        Finding.Status.OPEN,
        Technique.COMPUTE_HIJACKING,
        Explanation.summary(verdict.evidence()),
        verdict.evidence(),
        verdict.context(),
        verdict.unknowns(),
        nextSteps(workload, first, strongest(verdict)),
        cost);
  }

  private static Aspect strongest(Verdict verdict) {
    return verdict.evidence().getFirst().aspect();
  }

  /// What to do about a finding whose strongest evidence speaks of this.
  static List<String> nextSteps(Workload workload, Instant first, Aspect aspect) {
    if (aspect.isOfAccounting()) {
      return Explanation.nextStepsOnAccounting(workload, first);
    }
    return aspect.isOfGpu()
        ? Explanation.nextStepsOnGpu(workload, first)
        : Explanation.nextSteps(workload, first);
  }

  /// A workload's CPU, its GPU and its accounting can be found at the same moment.
  private static String id(Workload workload, Instant first, Verdict verdict) {
    Aspect aspect = strongest(verdict);
    String of = aspect.isOfGpu() ? "\ngpu" : aspect.isOfAccounting() ? "\naccounting" : "";
    String key = workload.name() + '\n' + first.toEpochMilli() + of;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
