package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.state.StateException;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.List;

/// A finding as bytes, without its workload and what is said anew of its evidence.
final class FindingState {
  private FindingState() {}

  static void write(Finding finding, StateWriter to) {
    to.putString(finding.id());
    to.putEnum(finding.severity());
    to.putDoubles(finding.confidence());
    to.putLong(finding.firstObserved().toEpochMilli());
    to.putLong(finding.detectedAt().toEpochMilli());
    to.putLong(finding.lastObserved().toEpochMilli());
    to.putEnum(finding.status());
    to.putAll(finding.evidence(), AssessmentState::writeEvidence);
    to.putAll(finding.context(), FindingState::writeText);
    to.putAll(finding.unknowns(), FindingState::writeText);
    CostState.write(finding.cost(), to);
  }

  static Finding read(Workload workload, StateReader from) {
    String id = from.getString();
    Severity severity = from.getEnum(Severity.values());
    double confidence = from.getDouble();
    Instant first = Instant.ofEpochMilli(from.getLong());
    Instant detected = Instant.ofEpochMilli(from.getLong());
    Instant last = Instant.ofEpochMilli(from.getLong());
    Finding.Status status = from.getEnum(Finding.Status.values());
    List<Evidence> evidence = from.getAll(AssessmentState::readEvidence);
    if (evidence.isEmpty()) {
      throw new StateException("finding " + id + " has no evidence");
    }
    return new Finding(
        id,
        workload,
        severity,
        confidence,
        first,
        detected,
        last,
        status,
        Technique.COMPUTE_HIJACKING,
        Explanation.summary(evidence),
        evidence,
        from.getAll(StateReader::getString),
        from.getAll(StateReader::getString),
        Findings.nextSteps(workload, first, evidence.getFirst().aspect()),
        CostState.read(from));
  }

  private static void writeText(String text, StateWriter to) {
    to.putString(text);
  }
}
