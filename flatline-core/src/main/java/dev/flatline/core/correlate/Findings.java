package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// Makes findings of verdicts.
final class Findings {
  private Findings() {}

  /// A finding that nobody knew of.
  static Finding opened(Workload workload, Verdict verdict, Sighting sighting) {
    Instant first = verdict.firstObserved();
    return of(
        verdict,
        id(workload, first, isOfGpu(verdict)),
        workload,
        first,
        sighting.raisedAt(),
        sighting.at());
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
        sighting.at());
  }

  /// The same finding, seen again.
  static Finding lasting(Finding finding, Instant lastObserved, Finding.Status status) {
    return new Finding(
        finding.id(),
        finding.workload(),
        finding.severity(),
        finding.confidence(),
        finding.firstObserved(),
        finding.detectedAt(),
        lastObserved.isAfter(finding.lastObserved()) ? lastObserved : finding.lastObserved(),
        status,
        finding.technique(),
        finding.summary(),
        finding.evidence(),
        finding.context(),
        finding.unknowns(),
        finding.nextSteps());
  }

  private static Finding of(
      Verdict verdict,
      String id,
      Workload workload,
      Instant first,
      Instant detectedAt,
      Instant lastObserved) {
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
        isOfGpu(verdict)
            ? Explanation.nextStepsOnGpu(workload, first)
            : Explanation.nextSteps(workload, first));
  }

  private static boolean isOfGpu(Verdict verdict) {
    return verdict.evidence().getFirst().aspect().isOfGpu();
  }

  /// A workload's CPU and its GPU can be found at the same moment.
  private static String id(Workload workload, Instant first, boolean gpu) {
    String key = workload.name() + '\n' + first.toEpochMilli() + (gpu ? "\ngpu" : "");
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
